using static TorchSharp.torch;

namespace GlGan.Losses;

/// <summary>One term of the generator's objective. It only computes: optimisers belong to the trainer.</summary>
public interface IGeneratorLoss
{
    /// <summary>Name in logs and statistics, lower case with underscores.</summary>
    string Name { get; }

    /// <summary>Computes the term, unweighted.</summary>
    /// <returns>A scalar; the caller disposes it.</returns>
    Tensor Compute(GeneratorLossContext context);
}
