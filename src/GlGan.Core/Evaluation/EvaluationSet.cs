using System.Globalization;
using GlGan.Pairs;
using GlGan.Rendering;

namespace GlGan.Evaluation;

/// <summary>The pairs a generator is measured on: the first ones of a task.</summary>
/// <param name="Pairs">Makes the pairs.</param>
/// <param name="Labels">One label per pair, for as many pairs as are to be measured, at least one.</param>
/// <param name="BinName">What the bins are, such as <c>yaw in degrees</c>.</param>
public sealed record EvaluationSet(ITrainingTask Pairs, IReadOnlyList<EvaluationLabel> Labels, string BinName = "bin")
{
    /// <summary>The yaws of TP-GAN's table, in degrees.</summary>
    public static IReadOnlyList<int> StandardYaws { get; } = [0, 15, 30, 45, 60, 75, 90];

    /// <summary>Pairs of the same targets whose input is the target, to see what becomes of faces in which nothing has to be mended; <see langword="null"/> measures none.</summary>
    public ITrainingTask? Clean { get; init; }

    // Few enough to be measured at checkpoints.
    private const int QuickPeople = 16, QuickPairs = 64;

    private static readonly int[] QuickYaws = [0, 30, 60, 90];

    /// <summary>What a training leaves out of its pairs, to measure by.</summary>
    /// <param name="pairs">The pairs of the training.</param>
    /// <param name="count">People, each at every yaw, for rendered ones; pairs otherwise. At least 1.</param>
    /// <param name="yaws">Yaws of rendered people in degrees, 0 to 90; <see cref="StandardYaws"/> unless given.</param>
    /// <exception cref="ArgumentException">There are no plain pairs, or not so many people are left out.</exception>
    public static EvaluationSet Of(FacePairs pairs, int count, IReadOnlyList<int>? yaws = null)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        if (pairs.Plain is not { } plain) throw new ArgumentException("These pairs have no plain ones to measure by.", nameof(pairs));
        if (pairs is not { People: { } people, Framing: { } framing }) return First(plain, count) with { Clean = pairs.Clean };
        if (count is < 1 or > FacePairs.HeldOutPeople)
            throw new ArgumentException($"The number of persons must be 1 to {FacePairs.HeldOutPeople}, because trainings see those that follow; got {count}.");
        var options = new FrontalViewOptions { ImageSize = framing.ImageSize, Regions = framing.Regions, Template = framing.Template, Prior = framing.Prior, IdentityCount = count };
        return Frontal(people, options, yaws);
    }

    /// <summary>Few of the pairs that a training leaves out, to measure by while it trains: 16 people at four yaws, or at most 64 pairs.</summary>
    /// <exception cref="ArgumentException">There are no plain pairs.</exception>
    public static EvaluationSet Quick(FacePairs pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        return Of(pairs, pairs.People is null ? Math.Min(QuickPairs, pairs.DatasetCount ?? QuickPairs) : QuickPeople, QuickYaws) with { Clean = null };
    }

    /// <summary>Views of rendered persons at fixed yaws, to either side; the target is the frontal view.</summary>
    /// <param name="faces">The population; its first persons are taken, which training leaves out.</param>
    /// <param name="options">Size, regions, template, first person and number of persons; the yaws are those of <paramref name="yaws"/>.</param>
    /// <param name="yaws">Yaws in degrees, 0 to 90; <see cref="StandardYaws"/> unless given.</param>
    public static EvaluationSet Frontal(SyntheticFaces faces, FrontalViewOptions options, IReadOnlyList<int>? yaws = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        yaws ??= StandardYaws;
        var task = new FrontalViewTask(faces, options with { Yaws = yaws });
        var labels = yaws.SelectMany(yaw => Enumerable.Range(options.FirstIdentity, options.IdentityCount).Select(identity => new EvaluationLabel(identity, yaw.ToString(CultureInfo.InvariantCulture))));
        return new EvaluationSet(task, [.. labels], "yaw in degrees");
    }

    /// <summary>The first pairs of a task, in one bin, of unknown persons.</summary>
    /// <param name="pairs">The task.</param>
    /// <param name="count">How many, at least 1.</param>
    public static EvaluationSet First(ITrainingTask pairs, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new EvaluationSet(pairs, [.. Enumerable.Repeat(new EvaluationLabel(null, "all"), count)]);
    }
}
