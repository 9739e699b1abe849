namespace GlGan.Training;

/// <summary>How often checkpoints are written, and which are kept.</summary>
public sealed record CheckpointOptions
{
    /// <summary>Images between checkpoints, at least 1; they are written at the first tick after that many, and at the end.</summary>
    /// <value>The default value is 10,000.</value>
    public long EveryImages { get; init; } = 10_000;

    /// <summary>How many of the newest checkpoints are kept, at least 2: the one before the newest serves if the newest is damaged.</summary>
    /// <value>The default value is 3.</value>
    public int KeepLast { get; init; } = 3;

    /// <summary>Images between measurements of the metrics, at least 0: they are measured at the first checkpoint after that many, and at the end.</summary>
    /// <value>The default value is 0: at every checkpoint.</value>
    public long MeasureEveryImages { get; init; }

    /// <summary>Name of the metric by which the best checkpoint is kept too; <see langword="null"/> (the default) keeps none for its metric.</summary>
    public string? BestMetric { get; init; }

    /// <summary>Whether the larger value of <see cref="BestMetric"/> is the better one.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool HigherIsBetter { get; init; } = true;

    internal IEnumerable<string> Errors()
    {
        if (EveryImages < 1) yield return $"{nameof(EveryImages)} must be at least 1; got {EveryImages}.";
        if (MeasureEveryImages < 0) yield return $"{nameof(MeasureEveryImages)} must not be negative; got {MeasureEveryImages}.";
        if (KeepLast < 2) yield return $"{nameof(KeepLast)} must be at least 2; got {KeepLast}.";
    }
}
