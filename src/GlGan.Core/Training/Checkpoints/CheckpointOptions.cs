using GlGan.Foundation;

namespace GlGan.Training;

/// <summary>How often checkpoints are written, and which are kept.</summary>
public sealed record CheckpointOptions : IValidated
{
    /// <summary>Images between checkpoints, at least 1; they are written at the first tick after that many, and at the end.</summary>
    /// <value>The default value is 10,000.</value>
    public long EveryImages { get; init; } = 10_000;

    /// <summary>How many of the newest checkpoints are kept, at least 2: the one before the newest serves if the newest is damaged.</summary>
    /// <value>The default value is 3.</value>
    public int KeepLast { get; init; } = 3;

    /// <summary>Images between measurements of the scores, at least 0: they are measured at the first checkpoint after that many, and at the end.</summary>
    /// <value>The default value is 0: at every checkpoint.</value>
    public long MeasureEveryImages { get; init; }

    /// <summary>Name of the score by which the best checkpoint is kept too; <see langword="null"/> (the default) keeps none for its score.</summary>
    public string? BestBy { get; init; }

    IEnumerable<string> IValidated.Errors() => [.. Require.AtLeast(EveryImages, 1), .. Require.NotNegative(MeasureEveryImages), .. Require.AtLeast(KeepLast, 2)];
}
