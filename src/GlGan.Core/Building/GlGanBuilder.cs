using System.Runtime.CompilerServices;
using GlGan.Collectives;
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
/// The front door: says what is trained, measured and synthesised with, and builds it. <c>Use…</c> fills a slot, once; <c>Add…</c> appends to a
/// list; <c>With…</c> sets a value; <see cref="Build"/> ends it. How to train is a <see cref="TrainingRecipe"/>, which <see cref="WithRecipe"/> and the verbs of
/// <see cref="RecipeVerbs"/> edit, in the order of the calls, whenever its preset is named. Everything given stays the caller's, except what a function makes: that
/// belongs to the session.
/// </summary>
public sealed class GlGanBuilder
{
    private readonly List<Func<TrainingRecipe, TrainingRecipe>> _edits = [];
    private readonly List<(string Slot, string Verb)> _filled = [];
    private SessionPlan _plan = new();
    private bool _built;

    /// <summary>Networks and recommended training of a preset.</summary>
    public GlGanBuilder UsePreset(GlGanPreset preset)
    {
        ArgumentNullException.ThrowIfNull(preset);
        return UseRecipe(preset.Recipe, nameof(UsePreset));
    }

    /// <summary>Networks and recommended training of the preset of that name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the names.</exception>
    public GlGanBuilder UsePreset(string name) => UsePreset(GlGanPreset.Named(name));

    /// <summary>Networks and training, such as those of a file (<see cref="RecipeJson"/>).</summary>
    /// <exception cref="ArgumentException">The recipe is invalid; the message lists all errors.</exception>
    public GlGanBuilder UseRecipe(TrainingRecipe recipe) => UseRecipe(recipe, nameof(UseRecipe));

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
        return Fill("a network", _plan with { OwnGenerator = create });
    }

    /// <summary>A trained model, to use or to train further; the recipe then says how to train it, and a preset that is named must have its shape. It is loaded by <see cref="Build"/>.</summary>
    /// <param name="path">A file written by <see cref="GlGanSession.Save"/>, <see cref="GlGanModel"/> or <c>glgan train</c>.</param>
    public GlGanBuilder UseModel(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Fill("a network", _plan with { ModelPath = path });
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
        return Fill("a device", _plan with { Device = device });
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
        return UsePairs(purpose, open, nameof(UsePairs), mayHoldOut: true);
    }

    /// <summary>Measures on pairs that training leaves out.</summary>
    /// <param name="open">Makes the pairs for a purpose, a framing and a seed.</param>
    public GlGanBuilder UseEvaluationPairs(Func<ModelPurpose, FaceFraming, ulong, FacePairs> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        return UseEvaluationPairs(open, nameof(UseEvaluationPairs));
    }

    /// <summary>Finds the faces of datasets of plain images, which have no landmarks, when <see cref="Build"/> opens them. <c>YuNetDetector</c> of GlGan.Onnx is one.</summary>
    /// <param name="detector">The detector, which stays yours.</param>
    public GlGanBuilder UseDetector(ILandmarkDetector detector)
    {
        ArgumentNullException.ThrowIfNull(detector);
        return Fill("a detector", _plan with { Detector = detector });
    }

    /// <summary>How many threads prepare pairs; they do not change what comes.</summary>
    /// <param name="workers">At least 1; one less than the processors unless called.</param>
    public GlGanBuilder WithWorkers(int workers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        return Set(_plan with { Workers = workers });
    }

    /// <summary>
    /// Trains together with other processes. Each of them builds the same and calls the same; a step then has at least one batch for each, as if one process had that many
    /// (<see cref="TrainingRecipe.Accumulation"/>), and rank 0 alone writes files and tells observers. <c>UseMpi</c> of GlGan.Mpi calls this.
    /// </summary>
    /// <param name="ranks">The processes, which stay yours.</param>
    public GlGanBuilder UseCollective(ICollective ranks)
    {
        ArgumentNullException.ThrowIfNull(ranks);
        return Fill("processes to train with", _plan with { Ranks = ranks });
    }

    /// <summary>Writes checkpoints, from which <see cref="GlGanSession.Resume"/> goes on.</summary>
    /// <param name="folder">Folder that holds them.</param>
    /// <param name="options">How many, and how often; defaults unless given.</param>
    /// <exception cref="ArgumentException">The options are invalid; the message lists all errors.</exception>
    public GlGanBuilder UseCheckpoints(string folder, CheckpointOptions? options = null) => Fill("a folder of checkpoints", _plan with { Checkpoints = new CheckpointStore(folder, options) });

    /// <summary>Adds what watches the training.</summary>
    public GlGanBuilder AddObserver(ITrainingObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        return Set(_plan with { Observers = [.. _plan.Observers, observer] });
    }

    /// <summary>Adds a function that is called at every tick, and every few seconds between them: <c>AddObserver(tick => Console.WriteLine(tick))</c>.</summary>
    public GlGanBuilder AddObserver(Action<TrainingTick> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        return AddObserver(new ActionObserver(observer));
    }

    /// <summary>Adds a number of your own that is measured at checkpoints; without checkpoints, as often as they would be by default.</summary>
    public GlGanBuilder AddScore(ICheckpointScore score)
    {
        ArgumentNullException.ThrowIfNull(score);
        return Set(_plan with { Scores = [.. _plan.Scores, score] });
    }

    /// <summary>Adds the mean of a metric over few pairs that training leaves out (<see cref="EvaluationSet.Quick"/>), measured at checkpoints; without checkpoints, as often as they would be by default.</summary>
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
        return Fill("what to measure", _plan with { Evaluation = options });
    }

    /// <summary>Makes the networks, opens the data, and returns what trains, measures and synthesises. The builder takes no calls afterwards.</summary>
    /// <exception cref="InvalidOperationException">Something is missing or does not go together; the message lists everything, and which call mends it. Or it was built already.</exception>
    /// <exception cref="DatasetException">The dataset cannot be opened.</exception>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded.</exception>
    public GlGanSession Build()
    {
        RequireUnbuilt();
        var recipe = Recipe();
        var (model, unreadable) = ReadModel();
        var trained = model is null || !_plan.SaysHowToTrain ? recipe : recipe with { Generator = model.Generator };
        string[] errors = [.. Contradictions(), .. _plan.Errors(recipe, model), .. trained.Errors()];

        // Alone, it is the loading of the model that says what is wrong.
        if (errors.Length > 0) SessionPlan.Refuse([.. errors, .. unreadable]);
        _built = true;
        return new GlGanSession(_plan with { Recipe = recipe });
    }

    /// <summary>Options of a dataset, with the builder's detector where they have none.</summary>
    internal DatasetOptions WithDetector(DatasetOptions? options) => (options ?? new()) is var given && given.Detector is null ? given with { Detector = _plan.Detector } : given;

    internal GlGanBuilder UsePairs(ModelPurpose purpose, Func<FaceFraming, ulong, FacePairs> open, string verb, bool mayHoldOut) =>
        Fill("data to train on", _plan with { Purpose = purpose, Pairs = open, MayHoldOut = mayHoldOut }, verb);

    internal GlGanBuilder UseEvaluationPairs(Func<ModelPurpose, FaceFraming, ulong, FacePairs> open, string verb) =>
        Fill("data to measure by", _plan with { HeldOutPairs = open }, verb);

    private GlGanBuilder UseRecipe(TrainingRecipe recipe, string verb)
    {
        recipe.Valid();
        return Fill("a recipe", _plan with { Recipe = recipe, SaysHowToTrain = true }, verb);
    }

    private GlGanBuilder Fill(string slot, SessionPlan plan, [CallerMemberName] string verb = "")
    {
        Set(plan);
        _filled.Add((slot, verb));
        return this;
    }

    private IEnumerable<string> Contradictions() =>
        from call in _filled
        group call.Verb by call.Slot into calls
        where calls.Count() > 1
        let verbs = calls.Distinct().ToArray()
        select verbs.Length > 1
            ? $"{string.Join(" and ", verbs)} both give {calls.Key}: call one of them."
            : $"{verbs[0]} is called {calls.Count()} times, but gives {calls.Key} once: leave out the other calls.";

    private (ModelInfo? Info, string[] Problem) ReadModel()
    {
        try
        {
            return (_plan.ModelPath is { } path ? GlGanModel.ReadInfo(path) : null, []);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return (null, [$"the model cannot be read: {problem.Message}"]);
        }
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
