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
        Preset = WithOutputs(GlGanPreset.Named(settings.Preset), Adversarial(settings.Adversarial).Outputs),
        Task = settings.Task,
        Objective = new() { Adversarial = Adversarial(settings.Adversarial), Penalties = [.. Penalties(settings)] },
        Options = Options(settings),
        BatchSize = settings.Batch,
        Workers = settings.Workers,
        Seed = settings.Seed,
        Device = device,
        Folder = folder,
        Checkpoints = new() { EveryImages = settings.CheckpointImages, KeepLast = settings.KeepCheckpoints, BestMetric = PairPsnr.MetricName },
        TensorBoard = settings.TensorBoard,
    };

    private static TrainingOptions Options(TrainSettings settings) => new()
    {
        Phases = TrainingPhase.JointThenFineTuning(settings.Images),
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

    private static GlGanPreset WithOutputs(GlGanPreset preset, int outputs)
    {
        var set = preset.Discriminators;
        return preset with
        {
            Discriminators = set with
            {
                Patch = set.Patch is null ? null : set.Patch with { Outputs = outputs },
                MultiScale = set.MultiScale is null ? null : set.MultiScale with { Outputs = outputs },
                Region = set.Region is null ? null : set.Region with { Outputs = outputs },
            },
        };
    }
}
