using GlGan.Batches;
using GlGan.Discriminators;
using GlGan.Editing;
using GlGan.Evaluation;
using GlGan.Generators;
using GlGan.Models;
using GlGan.Native;
using GlGan.Pairs;
using GlGan.Synthesis;
using GlGan.Training;

namespace GlGan.Building;

/// <summary>
/// What a <see cref="GlGanBuilder"/> builds: the networks, and what they are trained, measured and used by. Its parts share weights, so training ends before
/// synthesis begins; <see cref="Synthesizer"/> and <see cref="Editor"/> are thread-safe, the rest is for one thread at a time.
/// </summary>
public sealed class GlGanSession : IDisposable
{
    private readonly SessionPlan _plan;
    private readonly SessionNetworks _networks;
    private readonly SessionPairs? _pairs;
    private readonly SessionPairs? _heldOut;
    private readonly GanTrainer? _trainer;
    private readonly Lazy<FaceSynthesizer> _synthesizer;
    private readonly Lazy<FaceEditor> _editor;
    private GeneratorNetwork? _network;
    private long _imagesTrained;

    internal GlGanSession(SessionPlan plan)
    {
        TorchRuntime.EnsureLoaded();
        _plan = plan;
        _networks = SessionNetworks.Create(plan);
        try
        {
            var options = _networks.Options;
            _imagesTrained = _networks.ImagesTrained;
            _pairs = plan.Pairs?.Invoke(options, plan.Seed);
            _heldOut = plan.HeldOutPairs?.Invoke(Purpose, options, plan.Seed) ?? _pairs;
            if (_pairs is not null && plan.HasDiscriminators) _trainer = CreateTrainer(options);
        }
        catch
        {
            Dispose();
            throw;
        }

        _synthesizer = new(CreateSynthesizer);
        _editor = new(() => new FaceEditor(plan.SwapMethod?.Invoke(Synthesizer), plan.SwapOptions, plan.Blender, plan.Smoother));
    }

    /// <summary>The generator to use and to export, in evaluation mode: the average over the training where there is one. The session owns it.</summary>
    public FaceGenerator Generator => _trainer?.Average ?? _networks.Generator;

    /// <summary>The discriminators, none where nothing is trained. The session owns them.</summary>
    public IReadOnlyList<Discriminator> Discriminators => _networks.Discriminators;

    /// <summary>What the model is for.</summary>
    public ModelPurpose Purpose => _networks.Purpose;

    /// <summary>Uses the network on photos. The session owns it.</summary>
    /// <exception cref="InvalidOperationException">The generator is your own: only a <see cref="GlGanGenerator"/> knows how photos become its input.</exception>
    public FaceSynthesizer Synthesizer => _synthesizer.Value;

    /// <summary>Swaps, blends and smooths.</summary>
    public FaceEditor Editor => _editor.Value;

    /// <summary>Goes back to the newest intact checkpoint, if there is one: <see cref="Train"/> then goes on from there.</summary>
    /// <param name="allowChanges">Whether the options may differ from those of the checkpoint.</param>
    /// <returns>Images seen up to the checkpoint; <see langword="null"/> when there is none.</returns>
    /// <exception cref="InvalidOperationException">There are no data, no discriminators or no checkpoints.</exception>
    /// <exception cref="CheckpointException">The options differ; the message lists how. Or every checkpoint is damaged.</exception>
    public long? Resume(bool allowChanges = false) => Trainer.Resume(allowChanges);

    /// <summary>Runs all phases on this thread. Cancellation finishes the step in progress and returns.</summary>
    /// <exception cref="InvalidOperationException">There is nothing to train on or against, it has trained already, or its folder holds checkpoints and it was not resumed.</exception>
    /// <exception cref="TrainingDivergedException">Training went wrong more often than <see cref="DivergenceGuard.MaxRollbacks"/> allows.</exception>
    public TrainingResult Train(CancellationToken cancellationToken = default)
    {
        var trainer = Trainer;
        if (_pairs!.Batches is { } batches) return Finish(trainer.Train(batches, cancellationToken));
        using var loader = new BatchLoader(_pairs.Training!, _plan.Loading);
        return Finish(trainer.Train(new LoaderBatchSource(loader, _networks.Device), cancellationToken));
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
        Evaluate(HeldOut.Measured!(count), progress, cancellationToken);

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
        if (_synthesizer is { IsValueCreated: true }) _synthesizer.Value.Dispose();
        _network?.Dispose();
        _trainer?.Dispose();
        _networks.Dispose();
        _pairs?.Dispose();
        _heldOut?.Dispose();
    }

    private GanTrainer Trainer => _trainer ?? throw new InvalidOperationException(_pairs is null
        ? "There is nothing to train on: call UseSyntheticFaces, UseDataset, UseTask or UseBatches on the builder."
        : "There is nothing to train against: call UsePreset, UseDiscriminators or AddDiscriminator on the builder.");

    private SessionPairs HeldOut => _heldOut?.Measured is not null
        ? _heldOut
        : throw new InvalidOperationException("No faces are held out to measure by: call UseEvaluationDataset on the builder, or give Evaluate an EvaluationSet.");

    private GanTrainer CreateTrainer(GlGanGeneratorOptions options)
    {
        if (_pairs!.Training is { } pairs && pairs.ImageSize != options.ImageSize)
            throw new ArgumentException($"The pairs have {pairs.ImageSize}x{pairs.ImageSize} pixels, the generator {options.ImageSize}x{options.ImageSize}: give both the same size.");
        var quick = _plan.QuickMetrics.Count == 0 ? null : HeldOut.Quick!();
        return new GanTrainer(
            _networks.Generator,
            _networks.Discriminators,
            _plan.Objective(options.Pathways),
            _plan.Options,
            _plan.Observers,
            _plan.Checkpoints,
            [.. _plan.Metrics, .. _plan.QuickMetrics.Select(metric => new EvaluationMetric(quick!, metric))],
            _plan.Time);
    }

    private FaceSynthesizer CreateSynthesizer() => Generator is GlGanGenerator known
        ? new FaceSynthesizer(_network = new GeneratorNetwork(known, Purpose))
        : throw new InvalidOperationException($"A {Generator.GetType().Name} does not say how photos become its input: synthesis needs a {nameof(GlGanGenerator)}.");

    private TrainingResult Finish(TrainingResult result)
    {
        _imagesTrained = _networks.ImagesTrained + result.Images;
        return result;
    }
}
