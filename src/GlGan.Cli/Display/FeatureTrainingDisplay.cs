using GlGan.Cli.FeatureTraining;

namespace GlGan.Cli.Display;

/// <summary>Shows a training of a feature network: a plain line every ten seconds.</summary>
/// <param name="images">Images the training takes.</param>
internal sealed class FeatureTrainingDisplay(long images) : IProgress<FeatureTick>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private TimeSpan _nextLine;

    /// <inheritdoc/>
    public void Report(FeatureTick value)
    {
        if (value.Elapsed < _nextLine) return;
        _nextLine = value.Elapsed + Interval;
        var rate = value.Images / value.Elapsed.TotalSeconds;
        Console.WriteLine($"{value.Images} of {images} images  {rate:0}/s  identity {value.Identity:0.000}  landmarks {value.Landmarks:0.0000}");
    }
}
