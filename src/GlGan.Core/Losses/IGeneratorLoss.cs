using static TorchSharp.torch;

namespace GlGan.Losses;

/// <summary>One term of the generator's objective. It only computes: optimisers belong to the trainer.</summary>
/// <remarks>
/// If you write your own, do not use TorchSharp's operators and methods that take a number: see <see cref="IAdversarialLoss"/>. Everything but the result is to
/// be disposed: open a dispose scope and move the result out of it.
/// </remarks>
public interface IGeneratorLoss
{
    /// <summary>Name in logs and statistics, lower case with underscores.</summary>
    string Name { get; }

    /// <summary>Computes the term, unweighted.</summary>
    /// <returns>A scalar; the caller disposes it.</returns>
    Tensor Compute(GeneratorLossContext context);
}
