using GlGan.Datasets;
using GlGan.Pairs;
using GlGan.Rendering;
using GlGan.Synthesis;

namespace GlGan;

/// <summary>Verbs of a builder that say what it trains on and is measured by.</summary>
public static class DataVerbs
{
    /// <summary>Rendered faces, any view in and the frontal view out; the first <see cref="FacePairs.HeldOutPeople"/> are left out, to measure by.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="seed">Seed of the population.</param>
    public static GlGanBuilder UseSyntheticFaces(this GlGanBuilder builder, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.UsePairs(ModelPurpose.Frontal, (framing, _) => FacePairs.OfRendered(new SyntheticFaces(seed), framing), nameof(UseSyntheticFaces), mayHoldOut: true);
    }

    /// <summary>Trains on a dataset, which <see cref="GlGanBuilder.Build"/> opens and the session closes.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="path">Folder, archive or pack; the format is recognised (<see cref="DatasetFormats"/>).</param>
    /// <param name="purpose">What to learn from it.</param>
    /// <param name="options">
    /// Which part of it; all unless given. A share that is held out (<see cref="DatasetOptions.HoldOut"/>) without a split is what the session is measured by, and the rest
    /// what it trains on.
    /// </param>
    /// <param name="holdOut">Share that is held out to measure by, as <see cref="DatasetOptions.HoldOut"/> of the options.</param>
    public static GlGanBuilder UseDataset(
        this GlGanBuilder builder, string path, ModelPurpose purpose = ModelPurpose.Region, DatasetOptions? options = null, double? holdOut = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (holdOut is not null) options = (options ?? new()) with { HoldOut = holdOut };
        if (options is { HoldOut: not null, Split: null })
        {
            builder.UseEvaluationDataset(path, options with { Split = "val" });
            options = options with { Split = "train" };
        }

        return builder.UsePairs(purpose, (framing, seed) => FacePairs.Open(path, framing, purpose, seed, builder.WithDetector(options)), nameof(UseDataset), mayHoldOut: false);
    }

    /// <summary>Trains on your own dataset, which stays yours.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="purpose">What to learn from it.</param>
    public static GlGanBuilder UseDataset(this GlGanBuilder builder, IFaceDataset dataset, ModelPurpose purpose = ModelPurpose.Region)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dataset);
        return builder.UsePairs(purpose, (framing, seed) => FacePairs.OfDataset(dataset, framing, purpose, seed), nameof(UseDataset), mayHoldOut: false);
    }

    /// <summary>Trains on your own pairs.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="pairs">Makes the pairs, in the size and regions of the generator.</param>
    /// <param name="purpose">How photos become inputs of the trained model.</param>
    public static GlGanBuilder UseTask(this GlGanBuilder builder, ITrainingTask pairs, ModelPurpose purpose)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(pairs);
        return builder.UsePairs(purpose, (_, _) => new FacePairs(pairs), nameof(UseTask), mayHoldOut: false);
    }

    /// <summary>Photos that training leaves out, to measure by. Rendered faces need none: <see cref="UseSyntheticFaces"/> holds some out.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="path">Folder, archive or pack.</param>
    /// <param name="options">Which part of it, such as a split; all unless given.</param>
    public static GlGanBuilder UseEvaluationDataset(this GlGanBuilder builder, string path, DatasetOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(path);
        return builder.UseEvaluationPairs((purpose, framing, seed) => FacePairs.Open(path, framing, purpose, seed, builder.WithDetector(options)), nameof(UseEvaluationDataset));
    }

    /// <summary>Your own photos that training leaves out, to measure by; the dataset stays yours.</summary>
    public static GlGanBuilder UseEvaluationDataset(this GlGanBuilder builder, IFaceDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dataset);
        return builder.UseEvaluationPairs((purpose, framing, seed) => FacePairs.OfDataset(dataset, framing, purpose, seed), nameof(UseEvaluationDataset));
    }
}
