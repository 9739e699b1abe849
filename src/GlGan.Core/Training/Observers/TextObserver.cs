namespace GlGan.Training;

/// <summary>Writes a line of plain text every now and then: phase, images, speed, time left and losses. <c>new TextObserver(Console.Out)</c> shows a training on the console.</summary>
/// <param name="writer">Where lines go; borrowed.</param>
/// <param name="interval">Shortest time between lines, the last one excepted; ten seconds unless given.</param>
public sealed class TextObserver(TextWriter writer, TimeSpan? interval = null) : ITrainingObserver
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(10);

    private TimeSpan _next;

    /// <summary>A tick in one line.</summary>
    public static string Describe(TrainingTick tick)
    {
        ArgumentNullException.ThrowIfNull(tick);
        if (tick.Images == 0) return $"{tick.Phase}: starting";
        var losses = string.Join("  ", tick.Losses.Select(loss => FormattableString.Invariant($"{loss.Key} {loss.Value:0.000}")));
        return FormattableString.Invariant($"{tick.Phase}  {tick.Images} images  {tick.ImagesPerSecond:0.0}/s  {Clock(tick.Remaining)} left  {losses}");
    }

    /// <inheritdoc/>
    public void OnTick(TrainingTick tick)
    {
        ArgumentNullException.ThrowIfNull(tick);
        if (tick.Elapsed < _next && !tick.IsLast) return;
        _next = tick.Elapsed + (interval ?? DefaultInterval);
        writer.WriteLine(Describe(tick));
    }

    /// <inheritdoc/>
    public void OnNotice(string notice) => writer.WriteLine($"note: {notice}");

    private static string Clock(TimeSpan time) => time.TotalHours >= 1 ? $"{(int)time.TotalHours}:{time:mm\\:ss}" : $"{time:m\\:ss}";
}
