using GlGan.Faces;

namespace GlGan.Datasets;

/// <summary>How <see cref="FacePackWriter"/> packs a dataset.</summary>
public sealed record FacePackOptions
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

    internal IEnumerable<string> Errors()
    {
        if (ImageSize is < MinimumSize or > MaximumSize) yield return $"{nameof(ImageSize)} must lie in [{MinimumSize}, {MaximumSize}]; got {ImageSize}.";
        if (Template is null) yield return $"{nameof(Template)} must be given.";
        if (MaxDamaged < 0) yield return $"{nameof(MaxDamaged)} must be at least 0; got {MaxDamaged}.";
        if (Workers < 1) yield return $"{nameof(Workers)} must be at least 1; got {Workers}.";
    }
}
