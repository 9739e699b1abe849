using GlGan.Metrics;
using static TorchSharp.torch;

namespace GlGan.Tests.Metrics.Distributions;

/// <summary>Features that are no numbers are an error everywhere, and no score.</summary>
[Collection("Tensors")]
public sealed class NotANumberTests : IDisposable
{
    private static readonly Dictionary<string, Action<Tensor, Tensor>> Metrics = new()
    {
        ["Fréchet"] = (first, second) => FrechetDistance.Compute(FeatureStatistics.Of(first), FeatureStatistics.Of(second)),
        ["kernel"] = (first, second) => KernelInceptionDistance.ComputeFull(first, second),
        ["kernel, subsets"] = (first, second) => KernelInceptionDistance.Compute(first, second, new() { SubsetSize = 2, Subsets = 1 }),
        ["precision and recall"] = (first, second) => PrecisionRecall.Compute(first, second),
        ["sliced Wasserstein"] = (first, second) => SlicedWassersteinDistance.Compute(first, second),
        ["inception score"] = (first, second) =>
        {
            InceptionScore.Compute(first);
            InceptionScore.Compute(second);
        },
    };

    private readonly IDisposable _scope = NewDisposeScope();

    public static TheoryData<string, double, bool> Cases()
    {
        TheoryData<string, double, bool> cases = [];
        foreach (var metric in Metrics.Keys)
        {
            foreach (var value in (double[])[double.NaN, double.PositiveInfinity, double.NegativeInfinity])
            {
                cases.Add(metric, value, true);
                cases.Add(metric, value, false);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void One_in_either_set_is_refused(string metric, double value, bool inFirst)
    {
        var (good, bad) = (GoldenFeatures.X(), GoldenFeatures.X());
        bad[17, 2] = tensor(value, ScalarType.Float64);

        var problem = Assert.Throws<InvalidOperationException>(() => Metrics[metric](inFirst ? bad : good, inFirst ? good : bad));

        Assert.Contains("The features hold NaN or infinity", problem.Message);
        Metrics[metric](good, good);
    }

    public void Dispose() => _scope.Dispose();
}
