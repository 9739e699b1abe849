using System.CommandLine;
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
        AddData<int>(new("--max-damaged") { Description = "Damaged images left out before it is an error." }, (data, value) => data with { MaxDamaged = value });
        AddData<ModelPurpose>(
            new("--task")
            {
                Description = "region: fit eyes, nose and mouth into a face. frontal: any view in, the frontal view out (synthetic faces). "
                    + "paired: turn the input of a pair into its target.",
            },
            (data, value) => data with { Task = value });
        Add<string>(
            "--preset",
            $"Networks and recommended training: {string.Join(", ", GlGanPreset.All.Select(preset => preset.Name))}; {TrainSettings.DefaultPreset} unless given. "
                + "It takes the place of the recipe in --options.",
            (recipe, value) => GlGanPreset.Named(value).Recipe with { Seed = recipe.Seed });
        Add<int>("--size", "Side of the images in pixels; the preset's unless given.", (recipe, value) => recipe with { Generator = recipe.Generator with { ImageSize = value } });
        Add<PathwayUse>(
            "--pathways", "One pathway alone measures what the other is good for; terms of the objective that look at the other are left out.",
            (recipe, value) => recipe.WithPathways(value));
        Add<long>("--images", "Images to train on, repetitions counted.", (recipe, value) => recipe.WithImages(value));
        Add<double>(
            "--fine-tuning", "Share of the images for the second phase, GP-Gen frozen; 0 for one phase.",
            (recipe, value) => recipe with { Phases = Phases(recipe.Phases.Sum(phase => phase.Images), value) });
        Add<int>("--batch", "Images per batch.", (recipe, value) => recipe with { BatchSize = value });
        Add<int>("--accumulate", "Batches per step.", (recipe, value) => recipe with { Accumulation = value });
        Add<double>("--learning-rate", "Adam's learning rate of the generator.", (recipe, value) => recipe with { GeneratorLearningRate = value });
        Add<double>("--discriminator-learning-rate", "Adam's learning rate of the discriminators.", (recipe, value) => recipe with { DiscriminatorLearningRate = value });
        Add<string>("--schedule", $"How learning rates change: {Known<ILearningRateSchedule>()}.", (recipe, value) => recipe with { Schedule = Part<ILearningRateSchedule>(value) });
        AddObjective<string>("--adversarial", $"Adversarial loss: {Known<IAdversarialLoss>()}.", (objective, value) => objective with { Adversarial = Part<IAdversarialLoss>(value) });
        AddObjective<double>("--adversarial-weight", "Weight of the adversarial loss.", (objective, value) => objective with { AdversarialWeight = value });
        AddObjective<double>("--feature-matching", "Weight of discriminator feature matching; 0 for none.", (objective, value) => objective with
        {
            Terms = Put(objective.Terms, term => term.Loss is FeatureMatchingLoss, term => value == 0 ? null : new WeightedLoss(term?.Loss ?? new FeatureMatchingLoss(), value)),
        });
        AddPenalty<R1Penalty>("--r1", "Gamma of the R1 penalty; 0 for none.", (gamma, before) => before is null ? new(gamma) : new(gamma, before.Interval));
        AddPenalty<R2Penalty>("--r2", "Gamma of the R2 penalty; 0 for none.", (gamma, before) => before is null ? new(gamma) : new(gamma, before.Interval));
        AddPenalty<GradientPenalty>("--gradient-penalty", "Weight of the gradient penalty of Wasserstein GANs; 0 for none.", (weight, _) => new GradientPenalty(weight));
        AddObjective<int>("--penalty-interval", "Steps between R1 and R2 penalties.", (objective, value) => objective with
        {
            Penalties = [.. objective.Penalties.Select(penalty => penalty switch { R1Penalty r1 => new R1Penalty(r1.Gamma, value), R2Penalty r2 => new R2Penalty(r2.Gamma, value), _ => penalty })],
        });
        Add<string>(
            "--augment", $"Augmentation of what the discriminators see: {None}, {Known<IImageAugmentation>()}.",
            (recipe, value) => recipe with { Augmentation = value == None ? null : Part<IImageAugmentation>(value) });
        Add<int>("--pool", "Earlier fakes kept for the discriminators.", (recipe, value) => recipe with { ImagePoolSize = value });
        Add<double>("--clip-norm", "Longest gradient.", (recipe, value) => recipe with { GradientNormLimit = value });
        Add<bool>("--bfloat16", "Convolutions compute in bfloat16; weights stay float32.", (recipe, value) => recipe with { Precision = recipe.Precision with { BFloat16Convolutions = value } });
        Add<bool>("--channels-last", "Channels of a pixel lie together in memory.", (recipe, value) => recipe with { Precision = recipe.Precision with { ChannelsLast = value } });
        Add<double>("--loss-limit", "Largest sum of losses that is not taken for an explosion.", (recipe, value) => recipe with { Guard = recipe.Guard with { LossLimit = value } });
        Add<double>("--average-half-life", "Half-life of the averaged generator, in images.", (recipe, value) => recipe with { AverageHalfLifeImages = value });
        Add<ulong>("--seed", "Seed of weights and data.", (recipe, value) => recipe with { Seed = value });
        AddCheckpoint<long>("--checkpoint-images", "Images between checkpoints.", (checkpoints, value) => checkpoints with { EveryImages = value });
        AddCheckpoint<long>(
            "--evaluate-every", "Images between evaluations, which checkpoints do; the best one is kept and exported.",
            (checkpoints, value) => checkpoints with { MeasureEveryImages = value });
        AddCheckpoint<string>(
            "--best-by", $"What makes the best checkpoint: {string.Join(", ", TrainEvaluation.Names)}.",
            (checkpoints, value) => checkpoints with { BestBy = TrainEvaluation.Named(value) });
        AddCheckpoint<int>("--keep-checkpoints", "Newest checkpoints kept.", (checkpoints, value) => checkpoints with { KeepLast = value });
        Set(new Option<int>("--workers") { Description = "Threads that prepare images." }, (settings, value) => settings with { Workers = value });
        Set(new Option<bool>("--tensorboard") { Description = "Also write logs for TensorBoard." }, (settings, value) => settings with { TensorBoard = value });
    }

    internal void AddTo(Command command)
    {
        foreach (var option in _options) command.Add(option);
    }

    /// <summary>The settings of a file, if there is one, with the options given on the command line on top.</summary>
    /// <exception cref="FormatException">The file is no settings file, or a value is wrong.</exception>
    internal TrainSettings Read(ParseResult parse, string? file) =>
        _setters.Aggregate(file is null ? new TrainSettings() : TrainSettings.Read(file), (current, set) => set(parse, current));

    private static IReadOnlyList<TrainingPhase> Phases(long images, double fineTuning) =>
        fineTuning == 0 ? TrainingPhase.JointOnly(images) : TrainingPhase.JointThenFineTuning(images, share: fineTuning);

    private static string Known<T>() where T : class => string.Join(", ", RecipeJson.Names<T>());

    private static T Part<T>(string name) where T : class => RecipeJson.Part<T>(name);

    private void AddData<T>(Option<T> option, Func<TrainData, T, TrainData> set) => Set(option, (settings, value) => settings with { Data = set(settings.Data, value) });

    private void Add<T>(string name, string description, Func<TrainingRecipe, T, TrainingRecipe> set) =>
        Set(new Option<T>(name) { Description = description }, (settings, value) => settings with { Recipe = set(settings.Recipe, value) });

    private void AddObjective<T>(string name, string description, Func<TrainingObjective, T, TrainingObjective> set) =>
        Add<T>(name, description, (recipe, value) => recipe with { Objective = set(recipe.Objective, value) });

    private void AddPenalty<T>(string name, string description, Func<double, T?, T> create) where T : class, IDiscriminatorPenalty =>
        AddObjective<double>(name, description, (objective, value) => objective with
        {
            Penalties = Put(objective.Penalties, penalty => penalty is T, before => value == 0 ? null : create(value, before as T)),
        });

    // In the place of the one before, so that what is said again changes nothing.
    private static IReadOnlyList<T> Put<T>(IReadOnlyList<T> list, Func<T, bool> isIt, Func<T?, T?> make) where T : class
    {
        var known = list.Any(isIt);
        return [.. list.Select(item => isIt(item) ? make(item) : item).OfType<T>(), .. !known && make(null) is { } added ? (T[])[added] : []];
    }

    private void AddCheckpoint<T>(string name, string description, Func<CheckpointOptions, T, CheckpointOptions> set) =>
        Set(new Option<T>(name) { Description = description }, (settings, value) => settings with { Checkpoints = set(settings.Checkpoints, value) });

    private void Set<T>(Option<T> option, Func<TrainSettings, T, TrainSettings> set)
    {
        _options.Add(option);
        _setters.Add((parse, settings) => parse.GetResult(option) is { Implicit: false } ? set(settings, parse.GetValue(option)!) : settings);
    }
}
