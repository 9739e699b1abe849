using GlGan.Cli.Evaluation;
using GlGan.Losses;
using GlGan.Training;
using TorchSharp;

namespace GlGan.Cli.Training;

/// <summary>Turns settings into networks, objective and options.</summary>
internal static class TrainPlan
{
    private const int TicksBetweenCheckpoints = 10;

    internal static TrainingRun Create(TrainSettings settings, torch.Device device, string folder) => new()
    {
        Preset = Preset(settings),
        Task = settings.Task,
        Objective = Objective(settings),
        Options = Options(settings),
        BatchSize = settings.Batch,
        Workers = settings.Workers,
        Seed = settings.Seed,
        Device = device,
        Folder = folder,
        Checkpoints = new()
        {
            EveryImages = settings.CheckpointImages,
            KeepLast = settings.KeepCheckpoints,
            MeasureEveryImages = settings.EvaluateEvery,
            BestMetric = TrainEvaluation.Named(settings.BestBy),
            HigherIsBetter = settings.BestBy != MetricNames.Perceptual,
        },
        TensorBoard = settings.TensorBoard,
    };

    private static TrainingOptions Options(TrainSettings settings) => new()
    {
        Phases = settings.FineTuning == 0
            ? TrainingPhase.JointOnly(settings.Images)
            : TrainingPhase.JointThenFineTuning(settings.Images, share: settings.FineTuning),
        GeneratorLearningRate = settings.LearningRate,
        DiscriminatorLearningRate = settings.DiscriminatorLearningRate,
        Schedule = settings.Schedule switch
        {
            RateSchedule.Constant => new ConstantSchedule(),
            RateSchedule.Cosine => new CosineSchedule(),
            _ => new LinearDecaySchedule(),
        },
        Accumulation = settings.Accumulate,
        GradientNormLimit = settings.ClipNorm,
        ImagePoolSize = settings.Pool,
        Augmentation = settings.Augment switch
        {
            AugmentationKind.Diff => new DiffAugmentation(),
            AugmentationKind.Adaptive => new AdaptiveAugmentation(),
            _ => null,
        },
        Precision = new() { BFloat16Convolutions = settings.BFloat16, ChannelsLast = settings.ChannelsLast },
        Guard = new() { LossLimit = settings.LossLimit },
        AverageHalfLifeImages = settings.AverageHalfLife,
        TickImages = Math.Max(1, Math.Min(10L * settings.Batch * settings.Accumulate, settings.CheckpointImages / TicksBetweenCheckpoints)),
        Seed = settings.Seed,
    };

    private static IAdversarialLoss Adversarial(AdversarialKind kind) => kind switch
    {
        AdversarialKind.LabelDistance => new LabelDistanceLoss(),
        AdversarialKind.LeastSquares => new LeastSquaresLoss(),
        AdversarialKind.Vanilla => new VanillaLoss(),
        AdversarialKind.NonSaturating => new NonSaturatingLoss(),
        AdversarialKind.Hinge => new HingeLoss(),
        AdversarialKind.Wasserstein => new WassersteinLoss(),
        AdversarialKind.Relativistic => new RelativisticLoss(),
        _ => new TwoClassCrossEntropyLoss(),
    };

    private static IEnumerable<IDiscriminatorPenalty> Penalties(TrainSettings settings)
    {
        if (settings.R1 != 0) yield return new R1Penalty(settings.R1, settings.PenaltyInterval);
        if (settings.R2 != 0) yield return new R2Penalty(settings.R2, settings.PenaltyInterval);
        if (settings.GradientPenalty != 0) yield return new GradientPenalty(settings.GradientPenalty);
    }

    private static TrainingObjective Objective(TrainSettings settings)
    {
        var objective = TrainingObjective.For(settings.Pathways);
        var terms = objective.Terms.Select(term => term.Loss is FeatureMatchingLoss ? term with { Weight = settings.FeatureMatching } : term);
        return objective with
        {
            Adversarial = Adversarial(settings.Adversarial),
            AdversarialWeight = settings.AdversarialWeight,
            Penalties = [.. Penalties(settings)],
            Terms = [.. terms.Where(term => term.Weight != 0)],
        };
    }

    private static GlGanPreset Preset(TrainSettings settings)
    {
        var preset = GlGanPreset.Named(settings.Preset);
        return preset with { Generator = preset.Generator with { ImageSize = settings.Size ?? preset.Generator.ImageSize, Pathways = settings.Pathways } };
    }
}
