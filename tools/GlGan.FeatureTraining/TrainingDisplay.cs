namespace GlGan.FeatureTraining;

/// <summary>Shows a training, a plain line every ten seconds, and sees to it that it is written every few minutes.</summary>
/// <param name="options">What is trained.</param>
/// <param name="save">Writes it.</param>
internal sealed class TrainingDisplay(TrainingOptions options, Action<TrainingTick> save) : IProgress<TrainingTick>
{
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(10), SaveInterval = TimeSpan.FromMinutes(5);

    private TimeSpan _nextLine, _nextSave = SaveInterval;

    /// <summary>The last tick.</summary>
    internal TrainingTick? Last { get; private set; }

    /// <inheritdoc/>
    public void Report(TrainingTick value)
    {
        Last = value;
        if (value.Elapsed >= _nextSave)
        {
            _nextSave = value.Elapsed + SaveInterval;
            save(value);
        }

        if (value.Elapsed < _nextLine) return;
        _nextLine = value.Elapsed + LineInterval;
        var losses = string.Concat(value.Losses.Select(loss => $"  {loss.Key} {loss.Value:0.0000}"));
        Console.WriteLine($"{value.Images} of {options.Images} images  {value.Images / value.Elapsed.TotalSeconds:0}/s{losses}");
    }
}
