using GlGan.Faces;
using GlGan.Foundation;
using GlGan.Rendering;

namespace GlGan.Datasets;

/// <summary>Which faces a <see cref="SyntheticDataset"/> has.</summary>
public sealed record SyntheticDatasetOptions : IValidated
{
    /// <summary>Number of images, at least 1. Default 1000.</summary>
    public int Count { get; init; } = 1000;

    /// <summary>Consecutive images of one person, at least 1. Default 1.</summary>
    public int ViewsPerIdentity { get; init; } = 1;

    /// <summary>Side of the images in pixels, 16 to 1024. Default 128.</summary>
    public int ImageSize { get; init; } = 128;

    /// <summary>Where the landmarks of the neutral frontal view lie. Default: <see cref="FaceTemplate.TpGan128"/>.</summary>
    public FaceTemplate Template { get; init; } = FaceTemplate.TpGan128;

    /// <summary>Whether every image is <see cref="FaceView.Frontal"/>; else each is a random view. Default false.</summary>
    public bool Frontal { get; init; }

    IEnumerable<string> IValidated.Errors() =>
    [
        .. Require.AtLeast(Count, 1), .. Require.AtLeast(ViewsPerIdentity, 1),
        .. Require.That(!Frontal || ViewsPerIdentity <= 1, $"{nameof(ViewsPerIdentity)} must be 1 for frontal views, of which a person has one; got {ViewsPerIdentity}."),
        .. Require.LieIn(ImageSize, SyntheticFaces.MinimumSize, SyntheticFaces.MaximumSize), .. Require.Given(Template),
    ];
}
