using GlGan.Batches;
using GlGan.Imaging;
using Google.Protobuf;
using Tensorboard;

namespace GlGan.Training;

/// <summary>
/// Writes a training for TensorBoard: scalars <c>loss/NAME</c>, <c>score/NAME</c>, <c>training/learning_rate_factor</c> and <c>training/images_per_second</c>, and the
/// averaged generator's results on one fixed batch as image <c>grid</c>, marked as synthetic. The step is the number of images seen.
/// TensorBoard forgets what older files of the folder say beyond the point where a training goes on, and everything when it begins anew; the files stay.
/// </summary>
public sealed class TensorBoardObserver : ITrainingObserver, IDisposable
{
    private const int Rgb = 3;

    private readonly EventFile _events;
    private readonly TrainingBatch? _batch;
    private readonly long _everyImages;
    private readonly bool _hasOlder;
    private long _writtenUpTo = -1;
    private long _nextGrid;

    /// <summary>Starts a new event file.</summary>
    /// <param name="folder">Folder of the run, made when missing: what <c>tensorboard --logdir</c> gets, or a folder in that.</param>
    /// <param name="batch">Faces for the grid, on the training device; borrowed. <see langword="null"/> draws none.</param>
    /// <param name="everyImages">Images between two grids; the last tick always draws.</param>
    /// <param name="time">Clock; <see langword="null"/> takes the system's.</param>
    public TensorBoardObserver(string folder, TrainingBatch? batch = null, long everyImages = 10_000, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        (_batch, _everyImages) = (batch, everyImages);
        _hasOlder = EventFile.IsIn(folder);
        _events = new EventFile(folder, time ?? TimeProvider.System);
    }

    /// <inheritdoc/>
    public void OnStart(long? resumedAt)
    {
        _writtenUpTo = resumedAt ?? -1;
        if (resumedAt is not null || _hasOlder)
            _events.Write(new Event { Step = _writtenUpTo + 1, SessionLog = new SessionLog { Status = SessionLog.Types.SessionStatus.Start } });
    }

    /// <inheritdoc/>
    public void OnTick(TrainingTick tick)
    {
        ArgumentNullException.ThrowIfNull(tick);
        if (tick.Images <= _writtenUpTo) return;
        _writtenUpTo = -1; // A rollback may go back behind the resume point.
        var summary = new Summary();
        foreach (var (name, value) in tick.Losses) Add($"loss/{name}", value);
        foreach (var (name, value) in tick.Scores) Add($"score/{name}", value);
        Add("training/learning_rate_factor", tick.LearningRateFactor);
        Add("training/images_per_second", tick.ImagesPerSecond);
        if (_batch is not null && (tick.Images >= _nextGrid || tick.IsLast))
        {
            _nextGrid = tick.Images + _everyImages;
            summary.Value.Add(new Summary.Types.Value { Tag = "grid", Image = Encode(SampleGrid.Draw(tick.Generator, _batch)) });
        }

        _events.Write(new Event { Step = tick.Images, Summary = summary });

        void Add(string tag, double value) => summary.Value.Add(new Summary.Types.Value { Tag = tag, SimpleValue = (float)value });
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _events.Dispose();

    private static Summary.Types.Image Encode(ImageBuffer grid) => new()
    {
        Width = grid.Width,
        Height = grid.Height,
        Colorspace = Rgb,
        EncodedImageString = ByteString.CopyFrom(Provenance.Mark(SkiaImageCodec.Default.Encode(grid, ImageFormat.Png), DigitalSource.TrainedAlgorithmicMedia)),
    };
}
