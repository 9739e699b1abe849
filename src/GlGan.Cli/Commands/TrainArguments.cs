using System.CommandLine;
using System.Text.Json;
using GlGan.Cli.Parsing;
using GlGan.Cli.Training;
using GlGan.Generators;
using GlGan.Losses;
using GlGan.Synthesis;
using GlGan.Training;

namespace GlGan.Cli.Commands;

/// <summary>The options of <c>glgan train</c>, each of which changes one thing of <see cref="TrainSettings"/>. A file comes first, then the preset, then the others.</summary>
internal sealed class TrainArguments
{
    private const string None = "none";

    private readonly DatasetArguments _dataset = new();
    private readonly List<Option> _options = [];
    private readonly List<Func<ParseResult, TrainSettings, TrainSettings>> _setters = [];

    internal TrainArguments()
    {
        AddData<string>(new("--data") { Description = "Dataset: a folder, archive or pack, or 'synthetic' for rendered faces." }, (data, value) => data with { Path = value });
        AddData(_dataset.Format, (data, value) => data with { Format = value });
        AddData(_dataset.Split, (data, value) => data with { Split = value });
        AddData(_dataset.Classes, (data, value) => data with { Classes = value });
        AddData(_dataset.Attributes, (data, value) => data with { Attributes = value });
        AddData(_dataset.HoldOut, (data, value) => data with { HoldOut = value });
        AddData(_dataset.Subset, (data, value) => data with { Subset = value });
        AddData(_dataset.Landmarks, (data, value) => data with { Landmarks = value });
        AddData(_dataset.Detector, (data, value) => data with { Detector = value ?? data.Detector });
        Set(
            new Option<int>("--max-damaged") { Description = "Damaged images left out before it is an error." }, settings => settings.Data.MaxDamaged,
            (settings, value) => settings with { Data = settings.Data with { MaxDamaged = value } });
        Set(
            new Option<ModelPurpose>("--task")
            {
                Description = "region: fit eyes, nose and mouth into a face. frontal: any view in, the frontal view out (synthetic faces). "
                    + "swap: mend what goes wrong when faces are swapped. paired: turn the input of a pair into its target.",
            }.AmongNames(),
            settings => settings.Data.Task, (settings, value) => settings with { Data = settings.Data with { Task = value } });
        Set(
            new Option<string>("--preset") { Description = "Networks and recommended training. It takes the place of the recipe in --options." }
                .Among(GlGanPreset.All.Select(preset => preset.Name)),
            _ => TrainSettings.DefaultPreset, (settings, value) => settings with { Recipe = GlGanPreset.Named(value).Recipe with { Seed = settings.Recipe.Seed } });
        Add<int>(
            "--size", "Side of the images in pixels.", recipe => recipe.Generator.ImageSize,
            (recipe, value) => recipe with { Generator = recipe.Generator with { ImageSize = value } });
        Add(
            new Option<PathwayUse>("--pathways")
            {
                Description = "One pathway alone measures what the other is good for; terms of the objective that look at the other are left out.",
            }.AmongNames(),
            recipe => recipe.Generator.Pathways, (recipe, value) => recipe.WithPathways(value));
        Add<long>("--images", "Images to train on, repetitions counted.", recipe => Images(recipe), (recipe, value) => recipe.WithImages(value));
        Add<double>(
            "--fine-tuning", "Share of the images for the second phase, GP-Gen frozen; 0 for one phase.",
            recipe => recipe.Phases.Count < 2 ? 0 : (double)recipe.Phases[^1].Images / Images(recipe),
            (recipe, value) => recipe with { Phases = Phases(Images(recipe), value) });
        Add<int>("--batch", "Images per batch.", recipe => recipe.BatchSize, (recipe, value) => recipe with { BatchSize = value });
        Add<int>("--accumulate", "Batches per step.", recipe => recipe.Accumulation, (recipe, value) => recipe with { Accumulation = value });
        Add<double>(
            "--learning-rate", "Adam's learning rate of the generator.", recipe => recipe.GeneratorLearningRate,
            (recipe, value) => recipe with { GeneratorLearningRate = value });
        Add<double>(
            "--discriminator-learning-rate", "Adam's learning rate of the discriminators.", recipe => recipe.DiscriminatorLearningRate,
            (recipe, value) => recipe with { DiscriminatorLearningRate = value });
        Add(
            Part<ILearningRateSchedule>("--schedule", "How learning rates change."), recipe => Name(recipe.Schedule),
            (recipe, value) => recipe with { Schedule = RecipeJson.Part<ILearningRateSchedule>(value) });
        Add(
            Part<IAdversarialLoss>("--adversarial", "Adversarial loss."), recipe => Name(recipe.Objective.Adversarial),
            (recipe, value) => recipe with { Objective = recipe.Objective with { Adversarial = RecipeJson.Part<IAdversarialLoss>(value) } });
        AddObjective<double>(
            "--adversarial-weight", "Weight of the adversarial loss.", objective => objective.AdversarialWeight, (objective, value) => objective with { AdversarialWeight = value });
        AddObjective<double>(
            "--feature-matching", "Weight of discriminator feature matching; 0 for none.",
            objective => objective.Terms.Where(term => term.Loss is FeatureMatchingLoss).Sum(term => term.Weight),
            (objective, value) => objective with
            {
                Terms = Put(objective.Terms, term => term.Loss is FeatureMatchingLoss, term => value == 0 ? null : new WeightedLoss(term?.Loss ?? new FeatureMatchingLoss(), value)),
            });
        AddPenalty<R1Penalty>("--r1", "Gamma of the R1 penalty; 0 for none.", penalty => penalty.Gamma, (gamma, before) => before is null ? new(gamma) : new(gamma, before.Interval));
        AddPenalty<R2Penalty>("--r2", "Gamma of the R2 penalty; 0 for none.", penalty => penalty.Gamma, (gamma, before) => before is null ? new(gamma) : new(gamma, before.Interval));
        AddPenalty<GradientPenalty>(
            "--gradient-penalty", "Weight of the gradient penalty of Wasserstein GANs; 0 for none.", penalty => penalty.Weight, (weight, _) => new GradientPenalty(weight));
        AddObjective<int>("--penalty-interval", "Steps between R1 and R2 penalties.", _ => new R1Penalty(1).Interval, (objective, value) => objective with
        {
            Penalties = [.. objective.Penalties.Select(penalty => penalty switch { R1Penalty r1 => new R1Penalty(r1.Gamma, value), R2Penalty r2 => new R2Penalty(r2.Gamma, value), _ => penalty })],
        });
        Add(
            Part<IImageAugmentation>("--augment", "Augmentation of what the discriminators see.", None), recipe => recipe.Augmentation is { } known ? Name(known) : None,
            (recipe, value) => recipe with { Augmentation = value == None ? null : RecipeJson.Part<IImageAugmentation>(value) });
        Add<int>("--pool", "Earlier fakes kept for the discriminators.", recipe => recipe.ImagePoolSize, (recipe, value) => recipe with { ImagePoolSize = value });
        Add<double>("--clip-norm", "Longest gradient.", recipe => recipe.GradientNormLimit, (recipe, value) => recipe with { GradientNormLimit = value });
        Add<bool>(
            "--bfloat16", "Networks compute in bfloat16; weights stay float32.", recipe => recipe.Precision.BFloat16Convolutions,
            (recipe, value) => recipe with { Precision = recipe.Precision with { BFloat16Convolutions = value } });
        Add<bool>(
            "--channels-last", "Channels of a pixel lie together in memory.", recipe => recipe.Precision.ChannelsLast,
            (recipe, value) => recipe with { Precision = recipe.Precision with { ChannelsLast = value } });
        Add<bool>(
            "--sync-batch-norm", "Batch normalisation over the batches of all ranks that mpiexec started.", recipe => recipe.SynchronizedNormalization,
            (recipe, value) => recipe with { SynchronizedNormalization = value });
        Add<double>(
            "--loss-limit", "Largest sum of losses that is not taken for an explosion.", recipe => recipe.Guard.LossLimit,
            (recipe, value) => recipe with { Guard = recipe.Guard with { LossLimit = value } });
        Add<double>(
            "--average-half-life", "Half-life of the averaged generator, in images.", recipe => recipe.AverageHalfLifeImages,
            (recipe, value) => recipe with { AverageHalfLifeImages = value });
        Add<ulong>("--seed", "Seed of weights and data.", recipe => recipe.Seed, (recipe, value) => recipe with { Seed = value });
        AddCheckpoint(
            new Option<long>("--checkpoint-images") { Description = "Images between checkpoints." }, checkpoints => checkpoints.EveryImages,
            (checkpoints, value) => checkpoints with { EveryImages = value });
        AddCheckpoint(
            new Option<long>("--evaluate-every") { Description = "Images between evaluations, which checkpoints do; the best one is kept and exported." },
            checkpoints => checkpoints.MeasureEveryImages, (checkpoints, value) => checkpoints with { MeasureEveryImages = value });
        AddCheckpoint(
            new Option<string>("--best-by") { Description = "What makes the best checkpoint." }.Among(TrainEvaluation.Names), checkpoints => checkpoints.BestBy,
            (checkpoints, value) => checkpoints with { BestBy = value });
        AddCheckpoint(
            new Option<int>("--keep-checkpoints") { Description = "Newest checkpoints kept." }, checkpoints => checkpoints.KeepLast,
            (checkpoints, value) => checkpoints with { KeepLast = value });
        Set(new Option<int>("--workers") { Description = "Threads that prepare images." }, settings => settings.Workers, (settings, value) => settings with { Workers = value });
        Set(new Option<bool>("--tensorboard") { Description = "Also write logs for TensorBoard." }, settings => settings.TensorBoard, (settings, value) => settings with { TensorBoard = value });
    }

    internal void AddTo(Command command)
    {
        foreach (var option in _options) command.Add(option);
    }

    /// <summary>The settings of a file, if there is one, with the options given on the command line on top.</summary>
    /// <exception cref="FormatException">The file is no settings file, or a value is wrong.</exception>
    internal TrainSettings Read(ParseResult parse, string? file) =>
        _setters.Aggregate(file is null ? new TrainSettings() : TrainSettings.Read(file), (current, set) => set(parse, current));

    private static long Images(TrainingRecipe recipe) => recipe.Phases.Sum(phase => phase.Images);

    private static IReadOnlyList<TrainingPhase> Phases(long images, double fineTuning) =>
        fineTuning == 0 ? TrainingPhase.JointOnly(images) : TrainingPhase.JointThenFineTuning(images, share: fineTuning);

    private static string Name<T>(T part)
        where T : class => JsonSerializer.SerializeToNode(part, RecipeJson.Options())!["name"]!.GetValue<string>();

    // A part is named, or written as JSON with what its constructor takes.
    private static Option<string> Part<T>(string name, string description, params string[] others)
        where T : class => new Option<string>(name) { Description = description }.Among([.. others, .. RecipeJson.Names<T>()], or: text => text.StartsWith('{'));

    private void AddData<T>(Option<T> option, Func<TrainData, T, TrainData> set) => Add(option, (settings, value) => settings with { Data = set(settings.Data, value) });

    private void Add<T>(string name, string description, Func<TrainingRecipe, object?> get, Func<TrainingRecipe, T, TrainingRecipe> set) =>
        Add(new Option<T>(name) { Description = description }, get, set);

    private void Add<T>(Option<T> option, Func<TrainingRecipe, object?> get, Func<TrainingRecipe, T, TrainingRecipe> set) =>
        Set(option, settings => get(settings.Recipe), (settings, value) => settings with { Recipe = set(settings.Recipe, value) });

    private void AddObjective<T>(string name, string description, Func<TrainingObjective, object?> get, Func<TrainingObjective, T, TrainingObjective> set) =>
        Add<T>(name, description, recipe => get(recipe.Objective), (recipe, value) => recipe with { Objective = set(recipe.Objective, value) });

    private void AddPenalty<T>(string name, string description, Func<T, double> weight, Func<double, T?, T> create) where T : class, IDiscriminatorPenalty =>
        AddObjective<double>(name, description, objective => objective.Penalties.OfType<T>().Sum(weight), (objective, value) => objective with
        {
            Penalties = Put(objective.Penalties, penalty => penalty is T, before => value == 0 ? null : create(value, before as T)),
        });

    // In the place of the one before, so that what is said again changes nothing.
    private static IReadOnlyList<T> Put<T>(IReadOnlyList<T> list, Func<T, bool> isIt, Func<T?, T?> make) where T : class
    {
        var known = list.Any(isIt);
        return [.. list.Select(item => isIt(item) ? make(item) : item).OfType<T>(), .. !known && make(null) is { } added ? (T[])[added] : []];
    }

    private void AddCheckpoint<T>(Option<T> option, Func<CheckpointOptions, object?> get, Func<CheckpointOptions, T, CheckpointOptions> set) =>
        Set(option, settings => get(settings.Checkpoints), (settings, value) => settings with { Checkpoints = set(settings.Checkpoints, value) });

    private void Set<T>(Option<T> option, Func<TrainSettings, object?> get, Func<TrainSettings, T, TrainSettings> set)
    {
        if (option is not Option<bool>) option.Description += $" [default: {Default(get)}]";
        Add(option, set);
    }

    private void Add<T>(Option<T> option, Func<TrainSettings, T, TrainSettings> set)
    {
        _options.Add(option);
        _setters.Add((parse, settings) => parse.GetResult(option) is { Implicit: false } ? Named(option, () => set(settings, parse.GetValue(option)!)) : settings);
    }

    // What the library says of an argument names its parameter; here it is the option's.
    private static TrainSettings Named(Option option, Func<TrainSettings> set)
    {
        try
        {
            return set();
        }
        catch (ArgumentException problem)
        {
            throw new ArgumentException($"{option.Name}: {CommandRunner.Message(problem)}", problem);
        }
    }

    // One value, or that of each preset.
    private static string Default(Func<TrainSettings, object?> get)
    {
        var values = GlGanPreset.All.GroupBy(preset => Text(get(new TrainSettings { Recipe = preset.Recipe })), preset => preset.Name).ToArray();
        return values.Length == 1 ? values[0].Key : string.Join("; ", values.Select(value => $"{value.Key} with {string.Join(", ", value)}"));

        static string Text(object? value) => value is Enum name ? JsonNamingPolicy.KebabCaseLower.ConvertName($"{name}") : $"{value ?? None}";
    }
}
