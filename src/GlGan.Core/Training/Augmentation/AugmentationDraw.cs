using GlGan.Foundation;

namespace GlGan.Training;

/// <summary>Names one random draw. Equal values give equal changes, so a resumed training repeats them with nothing saved.</summary>
/// <param name="Seed">Seed of the training.</param>
/// <param name="Step">The training step.</param>
/// <param name="Use">Tells several uses within one step apart, from 0.</param>
/// <param name="Probability">
/// How likely an <see cref="AdaptiveAugmentation"/> makes each of its changes, 0 to 1; above 0.8 or so the generator may learn the changes themselves. A training
/// starts at 0, where images pass as they are, and stays there with any other augmentation.
/// </param>
public readonly record struct AugmentationDraw(ulong Seed, long Step, int Use = 0, double Probability = 0)
{
    /// <summary>The random numbers of one sample; every stream has its own.</summary>
    internal CounterRandom Random(uint stream, long sample) =>
        new(CounterRandom.Mix(Seed) ^ (ulong)Step, ((ulong)(uint)Use << 32) | stream, (ulong)sample);
}
