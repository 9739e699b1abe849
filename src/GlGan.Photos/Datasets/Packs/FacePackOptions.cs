using GlGan.Faces;
using GlGan.Foundation;

namespace GlGan.Datasets;

/// <summary>How <see cref="FacePackWriter"/> packs a dataset.</summary>
public sealed record FacePackOptions : IValidated
{
    /// <summary>Smallest side of packed images in pixels.</summary>
    public const int MinimumSize = 8;

    /// <summary>Largest side of packed images in pixels.</summary>
    public const int MaximumSize = 4096;

    /// <summary>Side of the packed images in pixels, 8 to 4096. Default 128.</summary>
    public int ImageSize { get; init; } = 128;

    /// <summary>Where landmarks are brought to. Images that are aligned already are resized only. Default: <see cref="FaceTemplate.TpGan128"/>.</summary>
    public FaceTemplate Template { get; init; } = FaceTemplate.TpGan128;

    /// <summary>How many damaged images are left out before it becomes an error; at least 0. Default 100.</summary>
    public int MaxDamaged { get; init; } = 100;

    /// <summary>Threads that decode, at least 1. They do not change what is written. Default: the number of processors.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    IEnumerable<string> IValidated.Errors() =>
        [.. Require.LieIn(ImageSize, MinimumSize, MaximumSize), .. Require.Given(Template), .. Require.AtLeast(MaxDamaged, 0), .. Require.AtLeast(Workers, 1)];
}
