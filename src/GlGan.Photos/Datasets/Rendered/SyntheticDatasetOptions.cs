using GlGan.Faces;
using GlGan.Rendering;

namespace GlGan.Datasets;

/// <summary>Which faces a <see cref="SyntheticDataset"/> has.</summary>
public sealed record SyntheticDatasetOptions
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

    internal IEnumerable<string> Errors()
    {
        if (Count < 1) yield return $"{nameof(Count)} must be at least 1; got {Count}.";
        if (ViewsPerIdentity < 1) yield return $"{nameof(ViewsPerIdentity)} must be at least 1; got {ViewsPerIdentity}.";
        if (Frontal && ViewsPerIdentity > 1)
            yield return $"{nameof(ViewsPerIdentity)} must be 1 for frontal views, of which a person has one; got {ViewsPerIdentity}.";
        if (ImageSize is < SyntheticFaces.MinimumSize or > SyntheticFaces.MaximumSize)
            yield return $"{nameof(ImageSize)} must lie in [{SyntheticFaces.MinimumSize}, {SyntheticFaces.MaximumSize}]; got {ImageSize}.";
        if (Template is null) yield return $"{nameof(Template)} must be given.";
    }
}
