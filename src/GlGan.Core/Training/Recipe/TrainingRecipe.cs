using GlGan.Discriminators;
using GlGan.Foundation;
using GlGan.Generators;
using GlGan.Losses;

namespace GlGan.Training;

/// <summary>
/// Everything that decides what a training makes of its data: networks, objective, phases, rates. A preset recommends one, a builder edits it, a checkpoint keeps it,
/// and it is written and read as JSON (<see cref="RecipeJson"/>).
/// </summary>
public sealed record TrainingRecipe : IValidated
{
    /// <summary>Shape of the generator, and how it wants faces.</summary>
    public GlGanGeneratorOptions Generator { get; init; } = new();

    /// <summary>The generator's opponents. The values they give per patch follow the adversarial loss.</summary>
    /// <value>The default value is one PatchGAN on the whole image.</value>
    public DiscriminatorSetOptions Discriminators { get; init; } = new() { Patch = new() };

    /// <summary>What the networks minimise.</summary>
    public TrainingObjective Objective { get; init; } = new();

    /// <summary>The phases, in order.</summary>
    /// <value>The default value is joint training and discriminator fine-tuning over 200,000 images.</value>
    public IReadOnlyList<TrainingPhase> Phases { get; init; } = TrainingPhase.JointThenFineTuning(200_000);

    /// <summary>Images per batch, at least 1.</summary>
    /// <value>The default value is 16.</value>
    public int BatchSize { get; init; } = 16;

    /// <summary>Batches whose gradients are averaged into one step, at least 1: large batches on little memory.</summary>
    /// <value>The default value is 1.</value>
    public int Accumulation { get; init; } = 1;

    /// <summary>Seed of weights, of the order of the data, and of everything random in the training.</summary>
    /// <value>The default value is 1.</value>
    public ulong Seed { get; init; } = 1;

    /// <summary>Adam's learning rate of the generator.</summary>
    /// <value>The default value is 2e-4.</value>
    public double GeneratorLearningRate { get; init; } = 2e-4;

    /// <summary>Adam's learning rate of the discriminators.</summary>
    /// <value>The default value is 2e-4.</value>
    public double DiscriminatorLearningRate { get; init; } = 2e-4;

    /// <summary>Adam's decay of the mean of gradients.</summary>
    /// <value>The default value is 0.5.</value>
    public double Beta1 { get; init; } = 0.5;

    /// <summary>Adam's decay of the mean of squared gradients.</summary>
    /// <value>The default value is 0.999.</value>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Change of the learning rates over the whole training.</summary>
    /// <value>The default value is <see cref="LinearDecaySchedule"/> from the middle.</value>
    public ILearningRateSchedule Schedule { get; init; } = new LinearDecaySchedule();

    /// <summary>Longest gradient of each optimiser, as the norm over all its parameters; longer ones are shortened. Above 0.</summary>
    /// <value>The default value is <see langword="null"/>: no limit.</value>
    public double? GradientNormLimit { get; init; }

    /// <summary>In which precision and memory layout to compute.</summary>
    /// <value>The default value is float32, with TF32 allowed on CUDA.</value>
    public TrainingPrecision Precision { get; init; } = new();

    /// <summary>Random change of what the discriminators see; <see cref="AdaptiveAugmentation"/> is driven by the training.</summary>
    /// <value>The default value is <see langword="null"/>: none.</value>
    public IImageAugmentation? Augmentation { get; init; }

    /// <summary>How the probability of an <see cref="AdaptiveAugmentation"/> is steered.</summary>
    public AugmentationControllerOptions AugmentationControl { get; init; } = new();

    /// <summary>Fakes kept to show discriminators those of earlier steps too (CycleGAN); at least 0.</summary>
    /// <value>The default value is 0: only those of the step.</value>
    public int ImagePoolSize { get; init; }

    /// <summary>When training counts as diverged, and what is done then.</summary>
    public DivergenceGuard Guard { get; init; } = new();

    /// <summary>Half-life in images of the averaged generator, ramped up at the start.</summary>
    /// <value>The default value is 5,000.</value>
    public double AverageHalfLifeImages { get; init; } = 5_000;

    /// <summary>
    /// Share of the training after which the generator normalises with its running statistics, as it will in use, and no longer with those of the batch;
    /// 0 to 1. It can help where rare faces come out with blotches that no loss has ever seen, and costs much where the learning rate is still high (decision 29).
    /// </summary>
    /// <value>The default value is 1: never.</value>
    public double FixStatisticsAfter { get; init; } = 1;

    /// <summary>
    /// Whether batch normalisation takes mean and variance over the batches of all ranks of a training on several, as over one batch; each then has as many batches of a step. It costs two
    /// messages per normalisation, forwards and backwards, and helps where batches are small.
    /// </summary>
    /// <value>The default value is <see langword="false"/>: each batch is normalised by itself, as in one process that accumulates.</value>
    public bool SynchronizedNormalization { get; init; }

    /// <summary>Images between ticks, at which statistics are read and observers called.</summary>
    /// <value>The default value is 1,000.</value>
    public long TickImages { get; init; } = 1_000;

    /// <summary>Time after which training ends even if images are left. Phases and schedule then follow whichever of time and images is further on.</summary>
    /// <value>The default value is <see langword="null"/>: no limit. With a limit, a run depends on the speed of the machine.</value>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>The recipe for that many images, in the phases it has, whose lengths keep their proportions.</summary>
    /// <param name="images">Images of all phases together, at least one for each.</param>
    public TrainingRecipe WithImages(long images)
    {
        if (images < Phases.Count) throw new ArgumentException($"A training in {Phases.Count} phases needs at least {Phases.Count} images; got {images}.", nameof(images));
        var (left, lengthLeft) = (images, TotalImages);
        List<TrainingPhase> phases = [];
        foreach (var (index, phase) in Phases.Index().Reverse())
        {
            var part = Math.Clamp((long)((double)left * phase.Images / lengthLeft), 1, left - index);
            phases.Insert(0, phase with { Images = index == 0 ? left : part });
            (left, lengthLeft) = (left - part, lengthLeft - phase.Images);
        }

        return this with { Phases = phases };
    }

    /// <summary>The recipe for a generator with other pathways: terms of the objective that look at the image of a pathway it no longer has are left out.</summary>
    public TrainingRecipe WithPathways(PathwayUse pathways) => this with
    {
        Generator = Generator with { Pathways = pathways },
        Objective = Fitting(Objective, pathways),
        Phases = [.. Phases.Select(phase => phase.Objective is { } own ? phase with { Objective = Fitting(own, pathways) } : phase)],
    };

    internal long TotalImages => Phases.Sum(phase => phase.Images);

    /// <summary>The terms of all objectives.</summary>
    internal IEnumerable<WeightedLoss> Terms => Phases.Select(phase => phase.Objective).OfType<TrainingObjective>().Prepend(Objective).SelectMany(objective => objective.Terms);

    IEnumerable<string> IValidated.Errors() =>
    [
        .. Require.Part(Generator), .. Require.Part(Discriminators), .. Require.Part(Objective),
        .. Terms.Select(Misfit).OfType<string>(),
        .. Require.Some(Phases, "phase"), .. Phases.SelectMany(phase => phase.Errors()), .. Guard.Errors(), .. AugmentationControl.Errors(),
        .. Require.AtLeast(BatchSize, 1), .. Require.AtLeast(Accumulation, 1), .. Require.AboveZero(GradientNormLimit ?? 1, nameof(GradientNormLimit)),
        .. Require.AtLeast(ImagePoolSize, 0), .. Require.NotNegative(GeneratorLearningRate), .. Require.NotNegative(DiscriminatorLearningRate),
        .. Require.That(Beta1 is >= 0 and < 1, $"{nameof(Beta1)} must be in [0, 1); got {Beta1}."),
        .. Require.That(Beta2 is >= 0 and < 1, $"{nameof(Beta2)} must be in [0, 1); got {Beta2}."),
        .. Require.NotNegative(AverageHalfLifeImages), .. Require.In(FixStatisticsAfter, 0, 1), .. Require.AtLeast(TickImages, 1),
        .. Require.That(TimeLimit is null || TimeLimit > TimeSpan.Zero, $"{nameof(TimeLimit)} must be positive; got {TimeLimit}."),
    ];

    private static TrainingObjective Fitting(TrainingObjective objective, PathwayUse pathways) =>
        objective with { Terms = [.. objective.Terms.Where(term => Lacks(pathways, term.Loss) is null)] };

    /// <summary>What a loss looks at and a generator does not have; <see langword="null"/> where it has everything.</summary>
    internal static string? Lacks(IGeneratorLoss loss, bool hasGlobalImage, bool hasLocalImages, bool hasGlobalEncoder) => loss switch
    {
        GlobalPixelLoss when !hasGlobalImage => "the image of GP-Gen",
        LocalPixelLoss when !hasLocalImages => "the image of the LP-Gens",
        RegionFeatureMatchingLoss when !hasGlobalEncoder => "what GP-Gen's encoder sees",
        _ => null,
    };

    private string? Misfit(WeightedLoss term) => Lacks(Generator.Pathways, term.Loss) is { } pathway
        ? $"{nameof(Objective)}: '{term.Loss.Name}' looks at {pathway}, which {nameof(PathwayUse)}.{Generator.Pathways} leaves out; "
            + $"{nameof(WithPathways)} leaves the term out too."
        : null;

    private static string? Lacks(PathwayUse pathways, IGeneratorLoss loss) =>
        Lacks(loss, pathways != PathwayUse.Local, pathways != PathwayUse.Global, pathways != PathwayUse.Local);
}
