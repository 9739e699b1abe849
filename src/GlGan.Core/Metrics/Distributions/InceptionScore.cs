using GlGan.Foundation;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Metrics;

/// <summary>
/// Inception score (Salimans et al., NeurIPS 2016): <c>exp(mean KL(p(y|x) ‖ p(y)))</c>, from 1 to the number of classes, higher is better. Published scores use the FID
/// Inception network's 1,008 logits without the bias of its last layer, and 50,000 images.
/// </summary>
public static class InceptionScore
{
    /// <summary>Computes the score, in float64.</summary>
    /// <param name="logits">Floating-point class scores before the softmax, <c>[N, classes]</c>, N at least the number of splits. Borrowed.</param>
    /// <param name="options">Splits and shuffle.</param>
    /// <returns>Mean and deviation over the splits.</returns>
    /// <exception cref="ArgumentException">The shape or type is another, there are fewer rows than splits, or the options are invalid.</exception>
    /// <exception cref="InvalidOperationException">Some logits are NaN or infinity.</exception>
    public static MetricEstimate Compute(Tensor logits, InceptionScoreOptions? options = null)
    {
        options = options.ValidOrDefault();
        FeatureRows.Guard(logits);
        var count = logits.shape[0];
        if (count < options.Splits) throw new ArgumentException($"{options.Splits} splits need as many rows of logits at least; got {count}.", nameof(logits));
        FeatureRows.RequireFinite(logits);
        using var scope = NewDisposeScope();
        var ordered = options.ShuffleSeed is { } seed
            ? logits.index_select(0, tensor(FeatureRows.Draw(count, count, new CounterRandom(seed, 0, 0)), device: logits.device))
            : logits;
        var parts = new double[options.Splits];
        for (var i = 0; i < parts.Length; i++)
        {
            var start = i * count / parts.Length;
            parts[i] = Score(FeatureRows.Wide(ordered, start, (i + 1) * count / parts.Length - start));
        }

        return MetricEstimate.Of(parts);
    }

    private static double Score(Tensor logits)
    {
        using var scope = NewDisposeScope();
        var logarithms = logits.log_softmax(1);
        var probabilities = logarithms.exp();
        var marginal = probabilities.mean([0], keepdim: true);
        // A class of probability 0 everywhere adds nothing: the smallest number keeps its logarithm finite.
        var divergence = probabilities.mul(logarithms.AtLeast(Math.Log(double.Epsilon)) - marginal.AtLeast(double.Epsilon).log()).sum(1);
        return Math.Exp(divergence.mean().item<double>());
    }
}
