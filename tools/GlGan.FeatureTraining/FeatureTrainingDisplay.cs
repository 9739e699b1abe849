
namespace GlGan.FeatureTraining;

/// <summary>Shows a training of a feature network: a plain line every ten seconds.</summary>
/// <param name="options">What is trained.</param>
internal sealed class FeatureTrainingDisplay(FeatureTrainingOptions options) : IProgress<FeatureTick>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private TimeSpan _nextLine;

    /// <summary>The last tick.</summary>
    internal FeatureTick? Last { get; private set; }

    /// <inheritdoc/>
    public void Report(FeatureTick value)
    {
        Last = value;
        if (value.Elapsed < _nextLine) return;
        _nextLine = value.Elapsed + Interval;
        var rate = value.Images / value.Elapsed.TotalSeconds;
        Console.WriteLine($"{value.Images} of {options.Images} images  {rate:0}/s  identity {value.Identity:0.000}  landmarks {value.Landmarks:0.0000}");
    }
}
