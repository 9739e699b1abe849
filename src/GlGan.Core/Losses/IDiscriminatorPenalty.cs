using static TorchSharp.torch;

namespace GlGan.Losses;

/// <summary>A term of the discriminator's objective that looks at the discriminator itself, not only at its logits: gradient penalties.</summary>
/// <remarks>
/// If you write your own, do not use TorchSharp's operators and methods that take a number: see <see cref="IAdversarialLoss"/>. Everything but the result is to
/// be disposed: open a dispose scope and move the result out of it.
/// </remarks>
public interface IDiscriminatorPenalty
{
    /// <summary>Name in logs and statistics, lower case with underscores.</summary>
    string Name { get; }

    /// <summary>
    /// The penalty runs on steps divisible by this, at least 1, and is then multiplied by it (lazy regularisation, StyleGAN2). The trainer does both. With 1 it is
    /// part of the discriminators' own update; otherwise penalties of one interval share an update that follows it.
    /// </summary>
    int Interval { get; }

    /// <summary>
    /// Computes the penalty of one discriminator, with its own weight, not multiplied by <see cref="Interval"/>. The trainer sums discriminators.
    /// </summary>
    /// <returns>A scalar that can be differentiated by the discriminator's weights; the caller disposes it.</returns>
    Tensor Compute(DiscriminatorPenaltyContext context);
}
