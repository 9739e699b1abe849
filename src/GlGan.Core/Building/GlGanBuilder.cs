using GlGan.Datasets;
using GlGan.Discriminators;
using GlGan.Evaluation;
using GlGan.Faces;
using GlGan.Foundation;
using GlGan.Generators;
using GlGan.Native;
using GlGan.Pairs;
using GlGan.Synthesis;
using GlGan.Training;
using TorchSharp;

namespace GlGan;

/// <summary>
/// The front door: says what is trained, measured and synthesised with, and builds it. <c>Use…</c> fills a slot, the last call counting; <c>Add…</c> appends to a
/// list; <c>With…</c> sets a value; <see cref="Build"/> ends it. How to train is a <see cref="TrainingRecipe"/>, which <see cref="WithRecipe"/> and the verbs of
/// <see cref="RecipeVerbs"/> edit, in the order of the calls, whenever its preset is named. Everything given stays the caller's, except what a function makes: that
/// belongs to the session.
/// </summary>
public sealed class GlGanBuilder
{
    private readonly List<Func<TrainingRecipe, TrainingRecipe>> _edits = [];
    private SessionPlan _plan = new();
    private bool _built;

    /// <summary>Networks and recommended training of a preset.</summary>
    public GlGanBuilder UsePreset(GlGanPreset preset)
    {
        ArgumentNullException.ThrowIfNull(preset);
        return UseRecipe(preset.Recipe);
    }

    /// <summary>Networks and recommended training of the preset of that name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the names.</exception>
    public GlGanBuilder UsePreset(string name) => UsePreset(GlGanPreset.Named(name));

    /// <summary>Networks and training, such as those of a file (<see cref="RecipeJson"/>).</summary>
    /// <exception cref="ArgumentException">The recipe is invalid; the message lists all errors.</exception>
    public GlGanBuilder UseRecipe(TrainingRecipe recipe)
    {
        recipe.Valid();
        return Set(_plan with { Recipe = recipe, SaysHowToTrain = true });
    }

    /// <summary>Changes the recipe: <c>recipe => recipe with { GeneratorLearningRate = 1e-3 }</c>.</summary>
    /// <exception cref="ArgumentException">The recipe is named already, and invalid with the change; the message lists all errors. Otherwise <see cref="Build"/> says so.</exception>
    public GlGanBuilder WithRecipe(Func<TrainingRecipe, TrainingRecipe> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        RequireUnbuilt();
        if (_plan.Recipe is not null) change(Recipe()).Valid("recipe");
        _edits.Add(change);
        return Set(_plan with { SaysHowToTrain = true });
    }

    /// <summary>Your own generator. The recipe's <see cref="TrainingRecipe.Generator"/> still says how faces are framed.</summary>
    /// <param name="create">Makes the network from the options and a seed, on the CPU; the session disposes it.</param>
    public GlGanBuilder UseGenerator(Func<GlGanGeneratorOptions, ulong, FaceGenerator> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return Set(_plan with { OwnGenerator = create });
    }

    /// <summary>A trained model, to use or to train further; the recipe then says how to train it, not its shape. It is loaded by <see cref="Build"/>.</summary>
    /// <param name="path">A file written by <see cref="GlGanSession.Save"/>, <see cref="GlGanModel"/> or <c>glgan train</c>.</param>
    public GlGanBuilder UseModel(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Set(_plan with { ModelPath = path });
    }

    /// <summary>Your own discriminator, beside those of the recipe.</summary>
    /// <param name="create">Makes the network from a seed, on the CPU; the session disposes it.</param>
    public GlGanBuilder AddDiscriminator(Func<ulong, Discriminator> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return Set(_plan with { OwnDiscriminators = [.. _plan.OwnDiscriminators, create] });
    }

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

    /// <summary>Trains on pairs.</summary>
    /// <param name="purpose">What is learnt, and so how photos become inputs of the trained model.</param>
    /// <param name="open">Makes the pairs for a framing and a seed.</param>
    public GlGanBuilder UsePairs(ModelPurpose purpose, Func<FaceFraming, ulong, FacePairs> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        return Set(_plan with { Purpose = purpose, Pairs = open });
    }

    /// <summary>Measures on pairs that training leaves out.</summary>
    /// <param name="open">Makes the pairs for a purpose, a framing and a seed.</param>
    public GlGanBuilder UseEvaluationPairs(Func<ModelPurpose, FaceFraming, ulong, FacePairs> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        return Set(_plan with { HeldOutPairs = open });
    }

    /// <summary>How many threads prepare pairs; they do not change what comes.</summary>
    /// <param name="workers">At least 1; one less than the processors unless called.</param>
    public GlGanBuilder WithWorkers(int workers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        return Set(_plan with { Workers = workers });
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
    public GlGanBuilder AddScore(ICheckpointScore score)
    {
        ArgumentNullException.ThrowIfNull(score);
        return Set(_plan with { Scores = [.. _plan.Scores, score] });
    }

    /// <summary>Adds the mean of a metric over few pairs that training leaves out (<see cref="EvaluationSet.Quick"/>), measured at checkpoints.</summary>
    public GlGanBuilder AddScore(ImageMetric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return Set(_plan with { QuickScores = [.. _plan.QuickScores, metric] });
    }

    /// <summary>What <see cref="GlGanSession.Evaluate(int, IProgress{EvaluationProgress}?, CancellationToken)"/> measures. Default: PSNR and SSIM.</summary>
    /// <exception cref="ArgumentException">The options are invalid; the message lists all errors.</exception>
    public GlGanBuilder UseEvaluation(EvaluationOptions options)
    {
        options.Valid();
        return Set(_plan with { Evaluation = options });
    }

    /// <summary>Makes the networks, opens the data, and returns what trains, measures and synthesises. The builder takes no calls afterwards.</summary>
    /// <exception cref="InvalidOperationException">Something is missing or does not go together; the message lists everything, and which call mends it. Or it was built already.</exception>
    /// <exception cref="DatasetException">The dataset cannot be opened.</exception>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded.</exception>
    public GlGanSession Build()
    {
        RequireUnbuilt();
        var recipe = Recipe();
        if (_plan.Errors().Concat(recipe.Errors()).ToArray() is { Length: > 0 } errors)
            throw new InvalidOperationException($"This GL-GAN cannot be built:{Environment.NewLine}- {string.Join($"{Environment.NewLine}- ", errors)}");
        _built = true;
        return new GlGanSession(_plan with { Recipe = recipe });
    }

    private GlGanBuilder Set(SessionPlan plan)
    {
        RequireUnbuilt();
        _plan = plan;
        return this;
    }

    private void RequireUnbuilt()
    {
        if (_built) throw new InvalidOperationException("This builder has built its session: make a new one.");
    }

    private TrainingRecipe Recipe() => _edits.Aggregate(_plan.Recipe ?? new TrainingRecipe(), (recipe, edit) => edit(recipe));
}
