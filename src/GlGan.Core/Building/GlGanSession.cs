using GlGan.Batches;
using GlGan.Discriminators;
using GlGan.Evaluation;
using GlGan.Generators;
using GlGan.Native;
using GlGan.Pairs;
using GlGan.Synthesis;
using GlGan.Training;

namespace GlGan;

/// <summary>
/// What a <see cref="GlGanBuilder"/> builds: the networks, and what they are trained, measured and used by. <see cref="Synthesizer"/> is
/// thread-safe, the rest is for one thread at a time.
/// </summary>
public sealed class GlGanSession : IDisposable
{
    private readonly SessionPlan _plan;
    private readonly SessionNetworks _networks;
    private readonly FacePairs? _pairs;
    private readonly FacePairs? _heldOut;
    private readonly GanTrainer? _trainer;
    private readonly Lock _gate = new();
    private GeneratorNetwork? _network;
    private FaceSynthesizer? _synthesizer;
    private long _imagesTrained;

    internal GlGanSession(SessionPlan plan)
    {
        TorchRuntime.EnsureLoaded();
        _networks = SessionNetworks.Create(plan);
        _plan = plan = plan with { Recipe = plan.Recipe! with { Generator = _networks.Info.Generator } };
        try
        {
            var framing = _networks.Info.Generator.Framing;
            _imagesTrained = _networks.Info.ImagesTrained;
            _pairs = plan.Pairs?.Invoke(framing, Recipe.Seed);
            _heldOut = plan.HeldOutPairs?.Invoke(Purpose, framing, Recipe.Seed) ?? (_pairs?.People is null ? null : _pairs);
            if (_pairs is not null && plan.SaysHowToTrain) _trainer = CreateTrainer(_pairs.Training.ImageSize, framing.ImageSize);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>How it trains.</summary>
    public TrainingRecipe Recipe => _plan.Recipe!;

    /// <summary>The generator to use and to export, in evaluation mode: the average over the training where there is one. The session owns it.</summary>
    public FaceGenerator Generator => _trainer?.Average ?? _networks.Generator;

    /// <summary>The discriminators, none where nothing is trained. The session owns them.</summary>
    public IReadOnlyList<Discriminator> Discriminators => _networks.Discriminators;

    /// <summary>What the model is for.</summary>
    public ModelPurpose Purpose => _networks.Info.Purpose;

    /// <summary>Uses the network on photos, with a copy of its weights. The session owns it; <see cref="Train"/> and <see cref="Resume"/> end it, and it is made anew with the new weights.</summary>
    /// <exception cref="InvalidOperationException">The generator is your own: only a <see cref="GlGanGenerator"/> knows how photos become its input.</exception>
    public FaceSynthesizer Synthesizer
    {
        get
        {
            lock (_gate) return _synthesizer ??= new FaceSynthesizer(_network = CreateNetwork());
        }
    }

    /// <summary>Goes back to the newest intact checkpoint, if there is one: <see cref="Train"/> then goes on from there.</summary>
    /// <param name="allowChanges">Whether the recipe may differ from those of the checkpoint.</param>
    /// <returns>Images seen up to the checkpoint; <see langword="null"/> when there is none.</returns>
    /// <exception cref="InvalidOperationException">There are no data or no checkpoints.</exception>
    /// <exception cref="IOException">Another training, whose process the message names, writes into the folder.</exception>
    /// <exception cref="CheckpointException">
    /// The recipe differs, and changes are not allowed, do not fit the weights, or come after the last image; the message lists them. Or every checkpoint is damaged.
    /// </exception>
    public long? Resume(bool allowChanges = false)
    {
        EndSynthesis();
        return Trainer.Resume(allowChanges);
    }

    /// <summary>Runs all phases on this thread. Cancellation finishes the step in progress and returns.</summary>
    /// <exception cref="InvalidOperationException">There is nothing to train on, it has trained already, or its folder holds checkpoints and it was not resumed.</exception>
    /// <exception cref="IOException">Another training, whose process the message names, writes into the folder.</exception>
    /// <exception cref="CheckpointException">Two checkpoints in a row, or the last one, could not be written.</exception>
    /// <exception cref="TrainingDivergedException">Training went wrong more often than <see cref="DivergenceGuard.MaxRollbacks"/> allows.</exception>
    public TrainingResult Train(CancellationToken cancellationToken = default)
    {
        var trainer = Trainer;
        EndSynthesis();
        using var loader = new BatchLoader(_pairs!.Training, new() { BatchSize = Recipe.BatchSize, Workers = _plan.Workers });
        try
        {
            return trainer.Train(new LoaderBatchSource(loader, _networks.Device), cancellationToken);
        }
        finally
        {
            EndSynthesis();
            _imagesTrained = _networks.Info.ImagesTrained + trainer.Images;
        }
    }

    /// <summary>Runs all phases on a thread of their own.</summary>
    /// <inheritdoc cref="Train"/>
    public Task<TrainingResult> TrainAsync(CancellationToken cancellationToken = default) => Task.Factory.StartNew(
        () => Train(cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Measures the generator on faces that training leaves out.</summary>
    /// <param name="count">Persons, each at the seven yaws of TP-GAN's table, for rendered faces; pairs for a dataset. At least 1.</param>
    /// <param name="progress">Told after every batch.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    /// <exception cref="InvalidOperationException">No faces are held out.</exception>
    public EvaluationResult Evaluate(int count = 256, IProgress<EvaluationProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Evaluate(EvaluationSet.Of(HeldOut, count), progress, cancellationToken);

    /// <summary>Measures the generator on pairs of your choice.</summary>
    /// <inheritdoc cref="ModelEvaluator.Evaluate"/>
    public EvaluationResult Evaluate(EvaluationSet set, IProgress<EvaluationProgress>? progress = null, CancellationToken cancellationToken = default) =>
        new ModelEvaluator(_plan.Evaluation).Evaluate(Generator, set, progress, cancellationToken);

    /// <summary>Writes the generator as a model file, complete or absent.</summary>
    /// <exception cref="ArgumentException">The generator is your own, which a model file cannot describe.</exception>
    public void Save(string path) => GlGanModel.Save(path, Generator, Purpose, _imagesTrained);

    /// <summary>Frees the networks and closes the data that the session opened.</summary>
    public void Dispose()
    {
        EndSynthesis();
        _trainer?.Dispose();
        _networks.Dispose();
        _pairs?.Dispose();
        _heldOut?.Dispose();
    }

    private GanTrainer Trainer => _trainer ?? throw new InvalidOperationException(_pairs is null
        ? "There is nothing to train on: call UseSyntheticFaces, UseDataset, UseTask or UsePairs on the builder."
        : "Nothing says how to train: call UsePreset or UseRecipe on the builder.");

    private FacePairs HeldOut => _heldOut?.Plain is not null
        ? _heldOut
        : throw new InvalidOperationException("No faces are held out to measure by: call UseEvaluationDataset on the builder, or give Evaluate an EvaluationSet.");

    private GanTrainer CreateTrainer(int pairSize, int imageSize)
    {
        if (pairSize != imageSize) throw new ArgumentException($"The pairs have {pairSize}x{pairSize} pixels, the generator {imageSize}x{imageSize}: give both the same size.");
        if (_networks.Misfits(Recipe, _pairs!.Training) is { Count: > 0 } misfits) SessionPlan.Refuse(misfits);
        var quick = _plan.QuickScores.Count == 0 ? null : EvaluationSet.Quick(HeldOut);
        return new GanTrainer(
            _networks.Generator,
            _networks.Discriminators,
            Recipe,
            _plan.Observers,
            _plan.Checkpoints,
            [.. _plan.Scores, .. _plan.QuickScores.Select(metric => new EvaluationScore(quick!, metric))],
            ranks: _plan.Ranks)
        {
            Data = _pairs,
            Judge = _heldOut?.Plain is null ? null : (generator, stop) => new ModelEvaluator(new() { Workers = _plan.Workers }).Evaluate(generator, EvaluationSet.Quick(_heldOut), cancellationToken: stop).Warning,
        };
    }

    private GeneratorNetwork CreateNetwork() => Generator is GlGanGenerator known
        ? new GeneratorNetwork(known, Purpose)
        : throw new InvalidOperationException($"A {Generator.GetType().Name} does not say how photos become its input: synthesis needs a {nameof(GlGanGenerator)}.");

    // A synthesiser runs a copy of the weights.
    private void EndSynthesis()
    {
        lock (_gate)
        {
            _synthesizer?.Dispose();
            _network?.Free();
            (_synthesizer, _network) = (null, null);
        }
    }
}
