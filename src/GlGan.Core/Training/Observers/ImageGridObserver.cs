using System.Globalization;
using GlGan.Batches;
using GlGan.Imaging;

namespace GlGan.Training;

/// <summary>
/// Draws the averaged generator's results on one fixed batch to <c>grid-NNNNNNNN.png</c>, so that the files compare. Where the training begins or goes on, those of
/// later images are removed: they belong to another one, or will be drawn again.
/// </summary>
/// <param name="folder">Where the files go.</param>
/// <param name="batch">The faces, on the training device; borrowed.</param>
/// <param name="everyImages">Images between two files; the last tick always draws.</param>
public sealed class ImageGridObserver(string folder, TrainingBatch batch, long everyImages) : ITrainingObserver
{
    private const string Prefix = "grid-", Extension = ".png";

    private long _next;

    /// <inheritdoc/>
    public void OnStart(long? resumedAt)
    {
        _next = 0;
        if (!Directory.Exists(folder)) return;
        foreach (var file in Directory.GetFiles(folder, $"{Prefix}*{Extension}"))
        {
            if (!long.TryParse(Path.GetFileNameWithoutExtension(file)[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var images)) continue;
            if (images <= resumedAt) _next = Math.Max(_next, images + everyImages);
            else File.Delete(file);
        }
    }

    /// <inheritdoc/>
    public void OnTick(TrainingTick tick)
    {
        ArgumentNullException.ThrowIfNull(tick);
        if (tick.Images < _next && !tick.IsLast) return;
        _next = tick.Images + everyImages;
        ImageFile.Save(Path.Combine(folder, $"{Prefix}{tick.Images:D8}{Extension}"), SampleGrid.Draw(tick.Generator, batch), source: DigitalSource.TrainedAlgorithmicMedia);
    }
}
