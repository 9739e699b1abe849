using BenchmarkDotNet.Attributes;

namespace GlGan.Benchmarks.Micro;

/// <summary>Each loss and penalty, forward and backward, on what the networks of <c>standard</c> make of a batch of 4.</summary>
public class LossBenchmark : PairBenchmark
{
    [ParamsSource(nameof(Names))]
    public string Loss { get; set; } = "pixel";

    public static IEnumerable<string> Names => LossPair.All.Select(pair => pair.Name);

    protected override void Prepare()
    {
        var pair = LossPair.All.Single(pair => pair.Name == Loss);
        var material = Own(new LossMaterial());
        Compare(() => [pair.Library(material)], () => [pair.Plain(material)], backward: true);
    }
}
