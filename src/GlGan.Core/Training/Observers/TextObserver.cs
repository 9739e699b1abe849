using GlGan.Foundation;

namespace GlGan.Training;

/// <summary>
/// Writes a line of plain text every now and then: phase, images, speed, time left, losses and scores. <c>new TextObserver(Console.Out)</c> shows a training on the
/// console.
/// </summary>
/// <param name="writer">Where lines go; borrowed.</param>
/// <param name="interval">Shortest time between lines, those with scores and the last one excepted; ten seconds unless given.</param>
public sealed class TextObserver(TextWriter writer, TimeSpan? interval = null) : ITrainingObserver
{
    private readonly TickInterval _interval = new(interval);

    /// <summary>A tick in one line.</summary>
    public static string Describe(TrainingTick tick)
    {
        ArgumentNullException.ThrowIfNull(tick);
        return tick.Images == 0
            ? $"{tick.Phase}: starting{Values(tick.Scores)}"
            : FormattableString.Invariant($"{tick.Phase}  {PlainText.Counted(tick.Images, "image")}  {tick.ImagesPerSecond:0.0}/s  {Clock(tick.Remaining)} left{Values(tick.Losses)}{Values(tick.Scores)}");
    }

    /// <inheritdoc/>
    public void OnTick(TrainingTick tick)
    {
        ArgumentNullException.ThrowIfNull(tick);
        if (_interval.IsDue(tick)) writer.WriteLine(PlainText.Printable(Describe(tick)));
    }

    /// <inheritdoc/>
    public void OnProgress(TrainingTick tick) => OnTick(tick);

    /// <inheritdoc/>
    public void OnNotice(string notice) => writer.WriteLine(PlainText.Printable($"note: {notice}"));

    private static string Values(IReadOnlyDictionary<string, double> values) =>
        string.Concat(values.Select(value => FormattableString.Invariant($"  {value.Key} {value.Value:0.000}")));

    private static string Clock(TimeSpan time) => time.TotalHours >= 1 ? $"{(int)time.TotalHours}:{time:mm\\:ss}" : $"{time:m\\:ss}";
}
