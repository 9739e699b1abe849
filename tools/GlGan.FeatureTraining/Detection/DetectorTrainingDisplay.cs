namespace GlGan.FeatureTraining.Detection;

/// <summary>Shows a training of a detector: a plain line every ten seconds.</summary>
/// <param name="options">What is trained.</param>
internal sealed class DetectorTrainingDisplay(DetectorTrainingOptions options) : IProgress<DetectorTick>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private TimeSpan _nextLine;

    /// <summary>The last tick.</summary>
    internal DetectorTick? Last { get; private set; }

    /// <inheritdoc/>
    public void Report(DetectorTick value)
    {
        Last = value;
        if (value.Elapsed < _nextLine) return;
        _nextLine = value.Elapsed + Interval;
        Console.WriteLine($"{value.Scenes} of {options.Scenes} scenes  {value.Scenes / value.Elapsed.TotalSeconds:0}/s  score {value.Score:0.000}  place {value.Place:0.0000}");
    }
}
