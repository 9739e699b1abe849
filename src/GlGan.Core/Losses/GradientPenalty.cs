using GlGan.Foundation;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Losses;

/// <summary>
/// The gradient penalty of WGAN-GP (Gulrajani et al., 2017): <c>weight · E[(‖∇D(x̂)‖ − 1)²]</c>, the norm of each image by itself, at
/// <c>x̂ = α · real + (1 − α) · fake</c> with α uniform in [0, 1) per image, drawn from (seed, step). D is the discriminator's score of an image: the mean over
/// patches of each output, summed over outputs; of two classes, real minus fake. Condition and placement are those of the reals.
/// </summary>
/// <remarks>The gradient of one image is what it says only in a discriminator without batch normalisation.</remarks>
public sealed class GradientPenalty : IDiscriminatorPenalty
{
    private const ulong Stream = 0x4750;

    // Below it the norm has no gradient: the derivative of the root is infinite at 0.
    private const double SmallestSquare = 1e-24;

    /// <summary>Creates the penalty.</summary>
    /// <param name="weight">Factor on it, not negative; 10, the default, is WGAN-GP's.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is negative.</exception>
    public GradientPenalty(double weight = 10) => Weight = LossWeights.Valid(weight);

    /// <summary>Factor on the penalty.</summary>
    public double Weight { get; }

    /// <inheritdoc/>
    public string Name => "gradient_penalty";

    /// <inheritdoc/>
    public int Interval => 1;

    /// <inheritdoc/>
    public Tensor Compute(DiscriminatorPenaltyContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (real, fake) = (context.Real.Image, context.Fake.Image);
        TensorGuard.SameShape(fake, real, "context.Fake.Image", "context.Real.Image");
        using var scope = NewDisposeScope();
        var between = fake.detach().lerp(real.detach(), Shares(real, context.Seed, context.Step));
        var norms = ImageGradient.SquaredNorms(context.Discriminator, context.Real with { Image = between }).AtLeast(SmallestSquare).sqrt();
        return norms.Minus(1).Squared().mean().Times(Weight).MoveToOuterDisposeScope();
    }

    /// <summary>The share of the real in each image, <c>[N, 1, 1, 1]</c>.</summary>
    private static Tensor Shares(Tensor images, ulong seed, long step)
    {
        var random = new CounterRandom(seed, Stream, (ulong)step);
        var shares = new float[images.shape[0]];
        for (var i = 0; i < shares.Length; i++) shares[i] = random.Unit();
        return DeviceTraffic.Send(shares, [shares.Length, 1, 1, 1], images.device).to(images.dtype);
    }
}
