namespace GlGan.Evaluation;

/// <summary>What was measured of one kind of image in a batch.</summary>
/// <param name="Name">The kind.</param>
internal sealed record MeasuredImages(string Name)
{
    /// <summary>PSNR of the whole picture, then of the box of each region; by area and image.</summary>
    public IReadOnlyList<double[]> Decibels { get; init; } = [];

    /// <summary>By metric and image.</summary>
    public IReadOnlyList<double[]> Scores { get; init; } = [];

    /// <summary>The ranks of the persons that are known; by recogniser.</summary>
    public IReadOnlyList<int[]> Ranks { get; init; } = [];

    /// <summary>By feature space and image.</summary>
    public required IReadOnlyList<float[][]> Features { get; init; }

    /// <summary>A hash of each image.</summary>
    public required IReadOnlyList<string> Hashes { get; init; }

    /// <summary>The pixels of each image, where something is measured of all of them together.</summary>
    public required IReadOnlyList<byte[]> Pixels { get; init; }
}
