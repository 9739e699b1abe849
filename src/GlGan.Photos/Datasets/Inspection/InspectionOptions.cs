using GlGan.Foundation;

namespace GlGan.Datasets;

/// <summary>How <see cref="DatasetInspector"/> looks at a dataset.</summary>
public sealed record InspectionOptions : IValidated
{
    /// <summary>How many images are decoded, drawn at random; <see langword="null"/> for all; at least 1. Default 1000.</summary>
    public int? DecodedImages { get; init; } = 1000;

    /// <summary>Seed of the choice of these images.</summary>
    public ulong Seed { get; init; }

    /// <summary>Threads that decode, at least 1. Default: the number of processors.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    IEnumerable<string> IValidated.Errors() => [.. Require.AtLeastOrNull(DecodedImages, 1), .. Require.AtLeast(Workers, 1)];
}
