using GlGan.Batches;
using GlGan.Cli.Commands;
using GlGan.Cli.Display;
using GlGan.Faces;
using GlGan.Foundation;
using GlGan.Imaging;
using GlGan.Mpi;
using GlGan.Pairs;
using GlGan.Synthesis;
using GlGan.Training;
using TorchSharp;

namespace GlGan.Cli.Training;

/// <summary>One training from recipe to files: <c>model.safetensors</c>, <c>log.jsonl</c>, <c>losses.png</c>, <c>grid.png</c> and earlier grids in a folder.</summary>
internal sealed record TrainingRun
{
    private const int SampleCount = 8;

    /// <summary>Networks, and how to train.</summary>
    internal required TrainingRecipe Recipe { get; init; }

    /// <summary>What the model is for.</summary>
    internal required ModelPurpose Purpose { get; init; }

    /// <summary>Device to train on.</summary>
    internal required torch.Device Device { get; init; }

    /// <summary>Folder of the results.</summary>
    internal required string Folder { get; init; }

    /// <summary>How the generator wants faces.</summary>
    internal FaceFraming Framing => Recipe.Generator.For(Purpose).Framing;

    /// <summary>Threads that prepare images.</summary>
    internal int Workers { get; init; } = new BatchLoaderOptions().Workers;

    /// <summary>How checkpoints are written; <see langword="null"/> writes none.</summary>
    internal CheckpointOptions? Checkpoints { get; init; }

    /// <summary>What is kept beside the results, so that the run can be resumed; <see langword="null"/> keeps nothing.</summary>
    internal TrainSettings? Settings { get; init; }

    /// <summary>Whether the run goes on from its newest checkpoint.</summary>
    internal bool Resume { get; init; }

    /// <summary>Whether a resumed run may have another recipe than before.</summary>
    internal bool AllowChanges { get; init; }

    /// <summary>What is measured at checkpoints.</summary>
    internal IReadOnlyList<ICheckpointScore> Scores { get; init; } = [];

    /// <summary>Whether logs for TensorBoard are written too.</summary>
    internal bool TensorBoard { get; init; }

    /// <summary>The processes that train it; <see langword="null"/> for one.</summary>
    internal MpiCollective? Ranks { get; init; }

    /// <summary>The exported model.</summary>
    internal string ModelPath => Path.Combine(Folder, "model.safetensors");

    /// <summary>What <see cref="JsonLinesObserver"/> writes.</summary>
    internal string LogPath => Path.Combine(Folder, "log.jsonl");

    /// <summary>The model of the best checkpoint, if checkpoints were measured.</summary>
    internal string BestModelPath => Path.Combine(Folder, "best-model.safetensors");

    /// <summary>Whether the folder holds the checkpoints of an earlier run.</summary>
    internal bool HasCheckpoints => Store()?.List().Count > 0;

    /// <summary>Whether its newest checkpoint has seen all images.</summary>
    internal bool IsFinished => HasCheckpoints && Store()!.NewestImages() >= Recipe.Phases.Sum(phase => phase.Images);

    /// <summary>Says where a resumed run begins that has no checkpoint, or refuses it where there must have been one.</summary>
    /// <exception cref="ArgumentException">The log tells of images that were trained on.</exception>
    internal void TellBeginning()
    {
        if (!Resume || HasCheckpoints) return;
        var images = File.Exists(LogPath) ? LoggedTick.Read(LogPath).Select(tick => tick.Images).DefaultIfEmpty().Max() : 0;
        if (images > 0)
            throw new ArgumentException($"'{Folder}' has no checkpoint to go on from, although its {Path.GetFileName(LogPath)} tells of {PlainText.Counted(images, "image")}: bring the folder '{CheckpointFolder}' back, or begin another run in another folder.");
        Screen.Say($"[yellow]note:[/] The run has no checkpoint yet: it begins with the first image.");
    }

    /// <summary>The right to write into the folder, for as long as the run takes.</summary>
    /// <exception cref="IOException">Another run has it.</exception>
    internal WriteLock Hold()
    {
        Directory.CreateDirectory(Folder);
        return WriteLock.Take(Folder);
    }

    /// <summary>Refuses to begin a run where there is one.</summary>
    internal void RequireFresh()
    {
        if (!Resume && HasCheckpoints) throw new ArgumentException($"'{Folder}' holds a run already: go on with it by --resume, or choose another folder.");
    }

    /// <summary>Trains, and saves the model even when canceled after the first step, or when checkpoints cannot be written. The caller holds the folder.</summary>
    /// <param name="pairs">What it trains on; the plain ones are shown in sample grids.</param>
    /// <param name="cancellationToken">Ends the training after the step in progress.</param>
    internal TrainingResult Execute(FacePairs pairs, CancellationToken cancellationToken)
    {
        using var early = new NothingToLose(cancellationToken);
        using var sample = FirstBatch(pairs.Plain!);
        var store = Store();
        using var observers = new RunObservers(this, sample);
        var result = TrainingDisplay.Show(display =>
        {
            using var session = Build(pairs, [early, display, .. observers.All]);
            if (Resume) session.Resume(AllowChanges);
            Settings?.Keep(Folder);
            TrainingResult trained;
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                trained = session.Train(cancellationToken);
                early.Dispose();
            }
            catch (CheckpointException)
            {
                early.Dispose();
                session.Save(ModelPath);
                throw;
            }

            if (trained is { Canceled: true, Images: 0 }) return trained;
            session.Save(ModelPath);
            ImageFile.Save(Path.Combine(Folder, "grid.png"), SampleGrid.Draw(session.Generator, sample), source: DigitalSource.TrainedAlgorithmicMedia);
            if (store?.LoadBest(session.Generator) is { } images) GlGanModel.Save(BestModelPath, session.Generator, Purpose, images);
            return trained;
        });
        if (result is not { Canceled: true, Images: 0 }) observers.SavePlot();
        return result;
    }

    /// <summary>Trains as one of the ranks that show and write nothing.</summary>
    /// <returns>The exit code.</returns>
    internal int Follow(FacePairs pairs, CancellationToken cancellationToken)
    {
        using var session = Build(pairs, []);
        try
        {
            if (Resume) session.Resume(AllowChanges);
            return session.Train(cancellationToken).Canceled ? ExitCodes.Interrupted : ExitCodes.Success;
        }
        catch (Exception problem) when (problem is IOException || RankedCommand.IsCommon(problem))
        {
            // Rank 0 ends in the same, and says so.
            return ExitCodes.Failure;
        }
    }

    private GlGanSession Build(FacePairs pairs, IReadOnlyList<ITrainingObserver> observers)
    {
        // The command measures the model itself.
        var unmeasured = pairs.People is null ? pairs : new FacePairs(pairs.Training);
        var builder = new GlGanBuilder().UseRecipe(Recipe).UseDevice(Device).UsePairs(Purpose, (_, _) => unmeasured).WithWorkers(Workers);
        if (Checkpoints is not null) builder.UseCheckpoints(CheckpointFolder, Checkpoints);
        if (Ranks is not null) builder.UseCollective(Ranks);
        foreach (var observer in observers) builder.AddObserver(observer);
        foreach (var score in Scores) builder.AddScore(score);
        return builder.Build();
    }

    private string CheckpointFolder => Path.Combine(Folder, "checkpoints");

    private CheckpointStore? Store() => Checkpoints is null ? null : new CheckpointStore(CheckpointFolder, Checkpoints);

    private TrainingBatch FirstBatch(ITrainingTask task)
    {
        using var loader = new BatchLoader(task, new() { BatchSize = SampleCount });
        return new LoaderBatchSource(loader, Device).Next(CancellationToken.None);
    }
}
