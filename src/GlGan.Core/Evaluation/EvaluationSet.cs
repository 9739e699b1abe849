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
