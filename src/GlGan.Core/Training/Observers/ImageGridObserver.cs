using GlGan.Batches;
using GlGan.Imaging;

namespace GlGan.Training;

/// <summary>Draws the averaged generator's results on one fixed batch to <c>grid-NNNNNNNN.png</c>, so that the files compare.</summary>
/// <param name="folder">Where the files go.</param>
/// <param name="batch">The faces, on the training device; borrowed.</param>
/// <param name="everyImages">Images between two files; the last tick always draws.</param>
public sealed class ImageGridObserver(string folder, TrainingBatch batch, long everyImages) : ITrainingObserver
{
    private long _next;

    /// <inheritdoc/>
    public void OnTick(TrainingTick tick)
    {
        ArgumentNullException.ThrowIfNull(tick);
        if (tick.Images < _next && !tick.IsLast) return;
        _next = tick.Images + everyImages;
        ImageFile.Save(Path.Combine(folder, $"grid-{tick.Images:D8}.png"), SampleGrid.Draw(tick.Generator, batch), synthetic: true);
    }
}
