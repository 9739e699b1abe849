using GlGan.Batches;
using GlGan.Generators;
using static TorchSharp.torch;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>The same batch again and again: a training that waits for no data.</summary>
/// <param name="input">What the generator reads; borrowed.</param>
/// <param name="target">What it should make; borrowed.</param>
internal sealed class RepeatedBatch(GeneratorInput input, Tensor target) : IBatchSource
{
    public long Position { get; private set; }

    public void StartAt(long position) => Position = position;

    public TrainingBatch Next(CancellationToken cancellationToken)
    {
        Position += input.Count;
        return new TrainingBatch(new GeneratorInput(input.Global.alias(), Aliases(input.Local), Aliases(input.Placement)), target.alias());
    }

    private static Dictionary<string, Tensor> Aliases(IReadOnlyDictionary<string, Tensor> tensors) => tensors.ToDictionary(entry => entry.Key, entry => entry.Value.alias());
}
