using System.CommandLine;
using System.Text.Json;
using GlGan.Cli.Training;
using GlGan.Generators;
using GlGan.Models;
using GlGan.Training;

namespace GlGan.Cli.Commands;

/// <summary>The options of <c>glgan train</c>, each of which sets one value of <see cref="TrainSettings"/>. Values come from a file first, then from options given.</summary>
internal sealed class TrainArguments
{
    private readonly DatasetArguments _dataset = new();
    private readonly List<Option> _options = [];
    private readonly List<Func<ParseResult, TrainSettings, TrainSettings>> _setters = [];

    internal TrainArguments()
    {
        Add<string>("--data", "Dataset: a folder, archive or pack, or 'synthetic' for rendered faces.", (settings, value) => settings with { Data = value });
        Add(_dataset.Format, (settings, value) => settings with { Format = value });
        Add(_dataset.Split, (settings, value) => settings with { Split = value });
        Add(_dataset.Classes, (settings, value) => settings with { Classes = value });
        Add(_dataset.Attributes, (settings, value) => settings with { Attributes = value });
        Add<int>("--max-damaged", "Damaged images left out before it is an error.", (settings, value) => settings with { MaxDamaged = value });
        Add<int>("--workers", "Threads that prepare images.", (settings, value) => settings with { Workers = value });
        Add<ModelPurpose>(
            "--task",
            "region: fit eyes, nose and mouth into a face. frontal: any view in, the frontal view out (synthetic faces). "
                + "paired: turn the input of a pair into its target.",
            (settings, value) => settings with { Task = value });
        Add<string>("--preset", $"Networks: {string.Join(", ", GlGanPreset.All.Select(preset => preset.Name))}.", (settings, value) => settings with { Preset = value });
        Add<int>("--size", "Side of the images in pixels; the preset's unless given.", (settings, value) => settings with { Size = value });
        Add<PathwayUse>("--pathways", "One pathway alone measures what the other is good for.", (settings, value) => settings with { Pathways = value });
        Add<long>("--images", "Images to train on, repetitions counted.", (settings, value) => settings with { Images = value });
        Add<int>("--batch", "Images per batch.", (settings, value) => settings with { Batch = value });
        Add<int>("--accumulate", "Batches per step.", (settings, value) => settings with { Accumulate = value });
        Add<double>("--learning-rate", "Adam's learning rate of the generator.", (settings, value) => settings with { LearningRate = value });
        Add<double>("--discriminator-learning-rate", "Adam's learning rate of the discriminators.", (settings, value) => settings with { DiscriminatorLearningRate = value });
        Add<RateSchedule>("--schedule", "How learning rates change.", (settings, value) => settings with { Schedule = value });
        Add<AdversarialKind>("--adversarial", "Adversarial loss.", (settings, value) => settings with { Adversarial = value });
        Add<double>("--adversarial-weight", "Weight of the adversarial loss.", (settings, value) => settings with { AdversarialWeight = value });
        Add<double>("--feature-matching", "Weight of discriminator feature matching.", (settings, value) => settings with { FeatureMatching = value });
        Add<double>("--fine-tuning", "Share of the images for the second phase, GP-Gen frozen; 0 for one phase.", (settings, value) => settings with { FineTuning = value });
        Add<double>("--r1", "Gamma of the R1 penalty; 0 for none.", (settings, value) => settings with { R1 = value });
        Add<double>("--r2", "Gamma of the R2 penalty; 0 for none.", (settings, value) => settings with { R2 = value });
        Add<double>("--gradient-penalty", "Weight of the gradient penalty of Wasserstein GANs; 0 for none.", (settings, value) => settings with { GradientPenalty = value });
        Add<int>("--penalty-interval", "Steps between R1 and R2 penalties.", (settings, value) => settings with { PenaltyInterval = value });
        Add<AugmentationKind>("--augment", "Augmentation of what the discriminators see.", (settings, value) => settings with { Augment = value });
        Add<int>("--pool", "Earlier fakes kept for the discriminators.", (settings, value) => settings with { Pool = value });
        Add<double>("--clip-norm", "Longest gradient.", (settings, value) => settings with { ClipNorm = value });
        Add<bool>("--bfloat16", "Convolutions compute in bfloat16; weights stay float32.", (settings, value) => settings with { BFloat16 = value });
        Add<bool>("--channels-last", "Channels of a pixel lie together in memory.", (settings, value) => settings with { ChannelsLast = value });
        Add<double>("--loss-limit", "Largest sum of losses that is not taken for an explosion.", (settings, value) => settings with { LossLimit = value });
        Add<double>("--average-half-life", "Half-life of the averaged generator, in images.", (settings, value) => settings with { AverageHalfLife = value });
        Add<long>("--checkpoint-images", "Images between checkpoints.", (settings, value) => settings with { CheckpointImages = value });
        Add<long>("--evaluate-every", "Images between evaluations, which checkpoints do; the best one is kept and exported.", (settings, value) => settings with { EvaluateEvery = value });
        Add<string>("--best-by", $"What makes the best checkpoint: {string.Join(", ", TrainEvaluation.Metrics)}.", (settings, value) => settings with { BestBy = value });
        Add<int>("--keep-checkpoints", "Newest checkpoints kept.", (settings, value) => settings with { KeepCheckpoints = value });
        Add<bool>("--tensorboard", "Also write logs for TensorBoard.", (settings, value) => settings with { TensorBoard = value });
        Add<ulong>("--seed", "Seed of weights and data.", (settings, value) => settings with { Seed = value });
    }

    internal void AddTo(Command command)
    {
        foreach (var option in _options) command.Add(option);
    }

    /// <summary>The settings of a file, if there is one, with the options given on the command line on top.</summary>
    /// <exception cref="FormatException">The file is no settings file.</exception>
    internal TrainSettings Read(ParseResult parse, string? file)
    {
        var settings = file is null ? new TrainSettings() : ReadFile(file);
        return _setters.Aggregate(settings, (current, set) => set(parse, current));
    }

    /// <summary>The settings of a file.</summary>
    /// <exception cref="FormatException">The file is no settings file.</exception>
    internal static TrainSettings ReadFile(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), CliJson.Default.TrainSettings) ?? throw new JsonException("it is empty");
        }
        catch (JsonException problem)
        {
            throw new FormatException($"'{file}' is no settings file of glgan train: {problem.Message}", problem);
        }
    }

    private void Add<T>(string name, string description, Func<TrainSettings, T, TrainSettings> set) => Add(new Option<T>(name) { Description = description }, set);

    private void Add<T>(Option<T> option, Func<TrainSettings, T, TrainSettings> set)
    {
        _options.Add(option);
        _setters.Add((parse, settings) => parse.GetResult(option) is { Implicit: false } ? set(settings, parse.GetValue(option)!) : settings);
    }
}
