using BenchmarkDotNet.Attributes;
using GlGan.Benchmarks.Baselines;
using GlGan.Generators;
using GlGan.Training;

namespace GlGan.Benchmarks.Micro;

/// <summary>
/// Parts of the generator of <c>standard</c>, batch of 4: forward as the library synthesises (batch normalisation folded, filters kept) beside evaluation mode, or
/// forward and backward in training mode.
/// </summary>
public abstract class NetworkBenchmark : PairBenchmark
{
    private protected const int Batch = 4;

    private protected static readonly GlGanGeneratorOptions Options = GlGanPreset.Standard.Generator;

    [Params(false, true)]
    public bool Backward { get; set; }

    private protected (GlGanGenerator Library, PlainGenerator Plain) Networks()
    {
        var generator = Own(new GlGanGenerator(Options, seed: 1));
        var plain = Own(new PlainGenerator(Options));
        plain.CopyFrom(generator);
        generator.train(Backward);
        plain.train(Backward);
        return (Backward ? generator : Own(generator.Fold()), plain);
    }
}
