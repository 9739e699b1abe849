using GlGan.Discriminators;
using GlGan.Generators;
using GlGan.Layers;
using GlGan.Losses;
using GlGan.Training;

namespace GlGan.Tests.Devices;

/// <summary>All presets, and the smallest of them with every option that changes what a step computes, on few pixels and with as few channels as kernels take.</summary>
internal static class SmallRecipes
{
    private const int Channels = 8;

    private static readonly TrainingRecipe Tiny = Shrunk(GlGanPreset.Tiny.Recipe);

    internal static IReadOnlyDictionary<string, TrainingRecipe> All { get; } = new Dictionary<string, TrainingRecipe>([.. Presets(), .. Options()]);

    /// <summary>The names, for theories.</summary>
    public static TheoryData<string> Names() => [.. All.Keys];

    private static IEnumerable<KeyValuePair<string, TrainingRecipe>> Presets() => GlGanPreset.All.Select(preset => KeyValuePair.Create(preset.Name, Shrunk(preset.Recipe)));

    private static IEnumerable<KeyValuePair<string, TrainingRecipe>> Options()
    {
        foreach (var composition in Enum.GetValues<OutputComposition>().Except([OutputComposition.Automatic, OutputComposition.Repaint])) yield return new($"composition {composition}", Tiny with { Generator = Tiny.Generator with { Composition = composition } });
        foreach (var pathways in Enum.GetValues<PathwayUse>().Except([PathwayUse.Both])) yield return new($"pathways {pathways}", Tiny.WithPathways(pathways));
        foreach (var kind in Enum.GetValues<RegionFusionKind>().Except([RegionFusionKind.MaskedMaximum])) yield return new($"fusion {kind}", Tiny with { Generator = Tiny.Generator with { Fusion = Tiny.Generator.Fusion with { Kind = kind } } });
        foreach (var norm in Enum.GetValues<NormKind>().Except([NormKind.Batch]))
        {
            yield return new($"normalisation {norm}", Tiny with
            {
                Generator = Tiny.Generator with { Global = Tiny.Generator.Global with { Norm = norm }, Local = Tiny.Generator.Local with { Norm = norm }, Fusion = Tiny.Generator.Fusion with { Norm = norm } },
                Discriminators = Patches(Tiny.Discriminators, patch => patch with { Norm = norm }),
            });
        }

        foreach (var adversarial in (IAdversarialLoss[])[new HingeLoss(), new LeastSquaresLoss(), new NonSaturatingLoss(), new RelativisticLoss(), new VanillaLoss(), new WassersteinLoss()])
            yield return new(adversarial.GetType().Name, Tiny with { Objective = Tiny.Objective with { Adversarial = adversarial } });
        foreach (var penalty in (IDiscriminatorPenalty[])[new R1Penalty(1, interval: 1), new R2Penalty(1, interval: 4), new GradientPenalty(1)])
            yield return new($"penalty {penalty.Name}", Tiny with { Objective = Tiny.Objective with { Penalties = [penalty] } });
        yield return new("all terms", Tiny with
        {
            Objective = Tiny.Objective with
            {
                Scales = ScaleReduction.Mean,
                Terms = [.. Tiny.Objective.Terms, new(new RegionFeatureMatchingLoss(), 1), new(new SymmetryLoss(), 1), new(new TotalVariationLoss(), 1), new(new MultiScalePixelLoss(), 1)],
            },
        });
        yield return new("spectral norm", Tiny with { Discriminators = Patches(Tiny.Discriminators, patch => patch with { SpectralNorm = true, Norm = NormKind.None, Outputs = 1, Padding = 2 }) });
        yield return new("DiffAugment", Tiny with { Augmentation = new DiffAugmentation() });
        yield return new("ADA", Tiny with { Augmentation = new AdaptiveAugmentation(), AugmentationControl = new() { IntervalSteps = 1, RampImages = 2 } });
        yield return new("image pool", Tiny with { ImagePoolSize = 3 });
        yield return new("accumulation", Tiny with { Accumulation = 2 });
        yield return new("gradient norm", Tiny with { GradientNormLimit = 0.1 });
        yield return new("channels last", Tiny with { Precision = new() { ChannelsLast = true } });
    }

    private static TrainingRecipe Shrunk(TrainingRecipe recipe) => recipe with
    {
        Generator = recipe.Generator with
        {
            ImageSize = Math.Max(32, 1 << recipe.Generator.Global.Depth),
            Global = recipe.Generator.Global with { BaseChannels = Channels },
            Local = recipe.Generator.Local with { BaseChannels = Channels, LocalInputSize = recipe.Generator.Local.LocalInputSize is null ? null : 16 },
            Fusion = recipe.Generator.Fusion with { Channels = Channels },
        },
        Discriminators = Patches(recipe.Discriminators, patch => patch with { BaseChannels = Channels }),
        BatchSize = 2,
    };

    private static DiscriminatorSetOptions Patches(DiscriminatorSetOptions set, Func<PatchDiscriminatorOptions, PatchDiscriminatorOptions> change) => set with
    {
        Patch = set.Patch is null ? null : change(set.Patch),
        MultiScale = set.MultiScale is null ? null : change(set.MultiScale),
        Region = set.Region is null ? null : change(set.Region),
    };
}
