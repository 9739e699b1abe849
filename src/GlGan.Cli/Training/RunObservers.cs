using GlGan.Batches;
using GlGan.Cli.Display;
using GlGan.Foundation;
using GlGan.Training;

namespace GlGan.Cli.Training;

/// <summary>What watches a run, but for the console: log, plot, grids, metrics, TensorBoard.</summary>
internal sealed class RunObservers : IDisposable
{
    private const int GridsPerRun = 10;

    private readonly TrainingRun _run;
    private readonly JsonLinesObserver _log;
    private readonly MeterObserver _meter = new();
    private readonly TensorBoardObserver? _tensorBoard;

    /// <summary>Opens the files of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="sample">Faces of the grids; borrowed.</param>
    internal RunObservers(TrainingRun run, TrainingBatch sample)
    {
        _run = run;
        var everyImages = run.Recipe.Phases.Sum(phase => phase.Images) / GridsPerRun;
        _log = new JsonLinesObserver(run.LogPath);
        if (run.TensorBoard) _tensorBoard = new TensorBoardObserver(Path.Combine(run.Folder, "tensorboard"), sample, everyImages);
        All = [_log, _meter, new ImageGridObserver(run.Folder, sample, everyImages), .. _tensorBoard is null ? Array.Empty<ITrainingObserver>() : [_tensorBoard]];
    }

    internal IReadOnlyList<ITrainingObserver> All { get; }

    internal void SavePlot()
    {
        _log.Dispose();
        AtomicFile.Write(Path.Combine(_run.Folder, "losses.png"), LossPlot.Draw(_run.LogPath));
    }

    public void Dispose()
    {
        _log.Dispose();
        _meter.Dispose();
        _tensorBoard?.Dispose();
    }
}
