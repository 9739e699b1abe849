using GlGan.Data;
using GlGan.Discriminators;
using GlGan.Editing;
using GlGan.Evaluation;
using GlGan.Generators;
using GlGan.Losses;
using GlGan.Runtime;
using GlGan.Sessions;
using GlGan.Synthesis;
using GlGan.Training;
using TorchSharp;

namespace GlGan;

/// <summary>
/// The front door: says what a GL-GAN is made of, and builds it. <c>Use…</c> fills a slot, the last call counting; <c>Add…</c> appends to a list;
/// <c>With…</c> sets a value; <see cref="Build"/> ends it. Options are validated where they are given. Everything given stays the caller's, except what a
/// function makes: that belongs to the session.
/// </summary>
public sealed class GlGanBuilder
{
    private SessionPlan _plan = new();
    private bool _built;

    /// <summary>Networks of a preset: the shape of the generator and its discriminators.</summary>
    public GlGanBuilder UsePreset(GlGanPreset preset)
    {
        ArgumentNullException.ThrowIfNull(preset);
        return UseGenerator(preset.Generator).UseDiscriminators(preset.Discriminators);
    }

    /// <summary>Networks of the preset of that name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the names.</exception>
    public GlGanBuilder UsePreset(string name) => UsePreset(GlGanPreset.Named(name));

    /// <summary>The shape of the generator.</summary>
    /// <exception cref="ArgumentException">The options are invalid; the message lists all errors.</exception>
    public GlGanBuilder UseGenerator(GlGanGeneratorOptions options) => Set(_plan with { Generator = options.Valid() });

    /// <summary>Your own generator. Its options, from <see cref="UsePreset(GlGanPreset)"/> or <see cref="UseGenerator(GlGanGeneratorOptions)"/>, still say how faces are framed.</summary>
    /// <param name="create">Makes the network from the options and a seed, on the CPU; the session disposes it.</param>
    public GlGanBuilder UseGenerator(Func<GlGanGeneratorOptions, ulong, FaceGenerator> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return Set(_plan with { OwnGenerator = create });
    }

    /// <summary>A trained model, to use or to train further. It is loaded by <see cref="Build"/>.</summary>
    /// <param name="path">A file written by <see cref="GlGanSession.Save"/>, <see cref="GlGanModel"/> or <c>glgan train</c>.</param>
    public GlGanBuilder UseModel(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Set(_plan with { ModelPath = path });
    }

    /// <summary>The generator's opponents. The values they give per patch follow the adversarial loss.</summary>
    /// <exception cref="ArgumentException">The options are invalid; the message lists all errors.</exception>
    public GlGanBuilder UseDiscriminators(DiscriminatorSetOptions options) => Set(_plan with { Discriminators = options.Valid() });

    /// <summary>Your own discriminator, beside those of <see cref="UseDiscriminators"/>.</summary>
    /// <param name="create">Makes the network from a seed, on the CPU; the session disposes it.</param>
    public GlGanBuilder AddDiscriminator(Func<ulong, Discriminator> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return Set(_plan with { OwnDiscriminators = [.. _plan.OwnDiscriminators, create] });
    }

    /// <summary>Seed of weights, order of the data, and augmentation. Default 1.</summary>
    public GlGanBuilder WithSeed(ulong seed) => Set(_plan with { Seed = seed });

    /// <summary>Where to compute; CUDA where there is one, else the CPU, unless called.</summary>
    public GlGanBuilder UseDevice(torch.Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return Set(_plan with { Device = device });
    }

    /// <summary>Where to compute.</summary>
    /// <param name="name"><c>cpu</c>, <c>cuda</c>, <c>cuda:1</c> or <c>auto</c>.</param>
    /// <exception cref="ArgumentException">There is no such device on this machine.</exception>
    public GlGanBuilder UseDevice(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return UseDevice(TorchRuntime.SelectDevice(name));
    }

    /// <summary>Rendered faces, any view in and the frontal view out: the first 10,000 persons are held out to measure by, the others train.</summary>
    /// <param name="seed">Seed of the population.</param>
    public GlGanBuilder UseSyntheticFaces(ulong seed = 1) =>
        Set(_plan with { Task = ModelTask.Frontal, Pairs = (generator, _) => SessionPairs.OfRendered(new SyntheticFaces(seed), generator) });

    /// <summary>Trains on a dataset, which <see cref="Build"/> opens and the session closes.</summary>
    /// <param name="path">Folder, archive or pack; the format is recognised (<see cref="DatasetFormats"/>).</param>
    /// <param name="task">What to learn from it.</param>
    /// <param name="options">Which part of it; all unless given.</param>
    public GlGanBuilder UseDataset(string path, ModelTask task = ModelTask.Region, DatasetOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Set(_plan with { Task = task, Pairs = (generator, seed) => SessionPairs.OfDataset(DatasetFormats.Open(path, null, options), true, task, generator, seed) });
    }

    /// <summary>Trains on your own dataset, which stays yours.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="task">What to learn from it.</param>
    public GlGanBuilder UseDataset(IFaceDataset dataset, ModelTask task = ModelTask.Region)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return Set(_plan with { Task = task, Pairs = (generator, seed) => SessionPairs.OfDataset(dataset, false, task, generator, seed) });
    }

    /// <summary>Trains on your own pairs.</summary>
    /// <param name="pairs">Makes the pairs, in the size and regions of the generator.</param>
    /// <param name="task">How photos become inputs of the trained model.</param>
    public GlGanBuilder UseTask(ITrainingTask pairs, ModelTask task)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        return Set(_plan with { Task = task, Pairs = (_, _) => SessionPairs.OfTask(pairs) });
    }

    /// <summary>Trains on your own batches, which are on the device already.</summary>
    /// <param name="batches">Where batches come from.</param>
    /// <param name="task">How photos become inputs of the trained model.</param>
    public GlGanBuilder UseBatches(IBatchSource batches, ModelTask task)
    {
        ArgumentNullException.ThrowIfNull(batches);
        return Set(_plan with { Task = task, Pairs = (_, _) => SessionPairs.OfBatches(batches) });
    }

    /// <summary>Photos that training leaves out, to measure by. Rendered faces need none: <see cref="UseSyntheticFaces"/> holds some out.</summary>
    /// <param name="path">Folder, archive or pack.</param>
    /// <param name="options">Which part of it, such as a split; all unless given.</param>
    public GlGanBuilder UseEvaluationDataset(string path, DatasetOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Set(_plan with { HeldOutPairs = (task, generator, seed) => SessionPairs.OfDataset(DatasetFormats.Open(path, null, options), true, task, generator, seed) });
    }

    /// <summary>Your own photos that training leaves out, to measure by; the dataset stays yours.</summary>
    public GlGanBuilder UseEvaluationDataset(IFaceDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return Set(_plan with { HeldOutPairs = (task, generator, seed) => SessionPairs.OfDataset(dataset, false, task, generator, seed) });
    }

    /// <summary>How batches are prepared. Default: 16 pairs each.</summary>
    /// <exception cref="ArgumentException">The options are invalid; the message lists all errors.</exception>
    public GlGanBuilder WithLoading(BatchLoaderOptions options) => Set(_plan with { Loading = options.Valid() });

    /// <summary>The game between generator and discriminators. Default: <see cref="TwoClassCrossEntropyLoss"/>, weight 1.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="weight">Its weight in the generator's objective, not negative.</param>
    public GlGanBuilder UseAdversarialLoss(IAdversarialLoss loss, double weight = 1)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentOutOfRangeException.ThrowIfNegative(weight);
        return Set(_plan with { Adversarial = (loss, weight) });
    }

    /// <summary>Adds a term to the generator's objective, or replaces the one of the same name, such as the default feature matching.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="weight">Its weight, not negative.</param>
    public GlGanBuilder AddLoss(IGeneratorLoss loss, double weight)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentOutOfRangeException.ThrowIfNegative(weight);
        return Set(_plan with { Losses = [.. _plan.Losses.Where(term => term.Loss.Name != loss.Name), new(loss, weight)] });
    }

    /// <summary>Leaves out the default terms of the objective (<see cref="TrainingObjective.Terms"/>): those that are added are all.</summary>
    public GlGanBuilder WithoutDefaultLosses() => Set(_plan with { WithoutDefaultLosses = true });

    /// <summary>Adds a penalty on the discriminators.</summary>
    public GlGanBuilder AddPenalty(IDiscriminatorPenalty penalty)
    {
        ArgumentNullException.ThrowIfNull(penalty);
        return Set(_plan with { Penalties = [.. _plan.Penalties, penalty] });
    }

    /// <summary>The whole objective at once.</summary>
    /// <exception cref="ArgumentException">The objective is invalid; the message lists all errors.</exception>
    public GlGanBuilder UseObjective(TrainingObjective objective) => Set(_plan with { OwnObjective = objective.Valid() });

    /// <summary>Trains for that many images, in the two phases of GL-GAN. Default 200,000.</summary>
    /// <param name="images">Images of both phases together, at least 2.</param>
    public GlGanBuilder WithImages(long images) => WithTraining(options => options with { Phases = TrainingPhase.JointThenFineTuning(images) });

    /// <summary>Adds a phase; those added replace the default two.</summary>
    public GlGanBuilder AddPhase(TrainingPhase phase)
    {
        ArgumentNullException.ThrowIfNull(phase);
        return Set(_plan with { Phases = [.. _plan.Phases, phase] });
    }

    /// <summary>In which precision and memory layout to train. Default: float32.</summary>
    public GlGanBuilder WithPrecision(TrainingPrecision precision)
    {
        ArgumentNullException.ThrowIfNull(precision);
        return WithTraining(options => options with { Precision = precision });
    }

    /// <summary>Sets anything else of the training: learning rates, schedule, augmentation, averaging.</summary>
    /// <param name="change">Returns the options with what is to differ: <c>options => options with { GeneratorLearningRate = 1e-3 }</c>.</param>
    /// <exception cref="ArgumentException">The options are invalid; the message lists all errors.</exception>
    public GlGanBuilder WithTraining(Func<TrainingOptions, TrainingOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var options = change(_plan.Options);
        options.Valid();
        return Set(_plan with { Training = options, Seed = options.Seed });
    }

    /// <summary>Writes checkpoints, from which <see cref="GlGanSession.Resume"/> goes on.</summary>
    /// <param name="folder">Folder that holds them.</param>
    /// <param name="options">How many, and how often; defaults unless given.</param>
    /// <exception cref="ArgumentException">The options are invalid; the message lists all errors.</exception>
    public GlGanBuilder UseCheckpoints(string folder, CheckpointOptions? options = null) => Set(_plan with { Checkpoints = new CheckpointStore(folder, options) });

    /// <summary>Adds what watches the training.</summary>
    public GlGanBuilder AddObserver(ITrainingObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        return Set(_plan with { Observers = [.. _plan.Observers, observer] });
    }

    /// <summary>Adds a number of your own that is measured at checkpoints.</summary>
    public GlGanBuilder AddMetric(ITrainingMetric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return Set(_plan with { Metrics = [.. _plan.Metrics, metric] });
    }

    /// <summary>Adds the mean of a metric over 64 pairs that training leaves out, measured at checkpoints.</summary>
    public GlGanBuilder AddMetric(ImageMetric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return Set(_plan with { QuickMetrics = [.. _plan.QuickMetrics, metric] });
    }

    /// <summary>The clock of the training. Default: the system's.</summary>
    public GlGanBuilder UseTimeProvider(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return Set(_plan with { Time = time });
    }

    /// <summary>What <see cref="GlGanSession.Evaluate(int, IProgress{EvaluationProgress}?, CancellationToken)"/> measures. Default: PSNR and SSIM.</summary>
    /// <exception cref="ArgumentException">The options are invalid; the message lists all errors.</exception>
    public GlGanBuilder UseEvaluation(EvaluationOptions options) => Set(_plan with { Evaluation = options.Valid() });

    /// <summary>How swapped faces are rendered. Default: <see cref="GeometricSwap"/>.</summary>
    public GlGanBuilder UseSwapMethod(ISwapMethod method)
    {
        ArgumentNullException.ThrowIfNull(method);
        return UseSwapMethod(_ => method);
    }

    /// <summary>How swapped faces are rendered with the network: <c>synthesizer => new NetworkSwap(synthesizer)</c>.</summary>
    public GlGanBuilder UseSwapMethod(Func<FaceSynthesizer, ISwapMethod> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return Set(_plan with { SwapMethod = create });
    }

    /// <summary>Mask, colours and blending of swapped faces.</summary>
    /// <exception cref="ArgumentException">The options are invalid; the message lists all errors.</exception>
    public GlGanBuilder UseSwapOptions(SwapOptions options) => Set(_plan with { SwapOptions = options.Valid() });

    /// <summary>How <see cref="FaceEditor.Blend"/> puts one image into another. Default: <see cref="PoissonBlender"/>.</summary>
    public GlGanBuilder UseBlender(IImageBlender blender)
    {
        ArgumentNullException.ThrowIfNull(blender);
        return Set(_plan with { Blender = blender });
    }

    /// <summary>How <see cref="FaceEditor.Smooth"/> smooths. Default: <see cref="GuidedFilter"/>.</summary>
    public GlGanBuilder UseSmoother(IImageSmoother smoother)
    {
        ArgumentNullException.ThrowIfNull(smoother);
        return Set(_plan with { Smoother = smoother });
    }

    /// <summary>Makes the networks, opens the data, and returns what trains, measures, synthesises and edits. The builder takes no calls afterwards.</summary>
    /// <exception cref="InvalidOperationException">Something is missing or does not go together; the message lists everything, and which call mends it. Or it was built already.</exception>
    /// <exception cref="DatasetException">The dataset cannot be opened.</exception>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded.</exception>
    public GlGanSession Build()
    {
        var plan = Set(_plan)._plan;
        if (plan.Errors().ToArray() is { Length: > 0 } errors)
            throw new InvalidOperationException($"This GL-GAN cannot be built:{Environment.NewLine}- {string.Join($"{Environment.NewLine}- ", errors)}");
        _built = true;
        return new GlGanSession(plan);
    }

    private GlGanBuilder Set(SessionPlan plan)
    {
        if (_built) throw new InvalidOperationException("This builder has built its session: make a new one.");
        _plan = plan;
        return this;
    }
}
