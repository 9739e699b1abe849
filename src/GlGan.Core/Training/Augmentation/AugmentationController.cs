using GlGan.Foundation;
using GlGan.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Training;

/// <summary>
/// Steers the probability of an <see cref="AdaptiveAugmentation"/> by the heuristic r_t of Karras et al. (NeurIPS 2020): it rises while the discriminators
/// call more of the reals real than the target allows, and falls otherwise. Unlike StyleGAN's, it stays at or below 1.
/// </summary>
internal sealed class AugmentationController : IDisposable
{
    private readonly AugmentationControllerOptions _options;
    private Tensor? _signs;
    private long _signCount;
    private int _steps;
    private long _images;

    /// <summary>Starts at probability 0.</summary>
    /// <param name="options">How to steer; <see langword="null"/> takes the paper's values.</param>
    /// <exception cref="ArgumentException">The options are invalid; the message lists all errors.</exception>
    public AugmentationController(AugmentationControllerOptions? options = null) => _options = options.ValidOrDefault();

    /// <summary>The probability to use, 0 to 1.</summary>
    public double Probability { get; private set; }

    /// <summary>Everything a checkpoint has to keep. Reading it waits for the device.</summary>
    public AugmentationState State => new(Probability, _signs?.ToSingle() ?? 0, _signCount, _steps, _images);

    /// <summary>
    /// Takes note of what a discriminator said of reals. Every call counts the same, however many patches it has; NaN counts as undecided. Nothing waits for
    /// the device.
    /// </summary>
    /// <param name="realLogits">Logits of augmented reals, <c>[N, 1, h, w]</c>, or <c>[N, 2, h, w]</c> with class 0 real; borrowed.</param>
    public void Observe(Tensor realLogits)
    {
        TensorGuard.Shape(realLogits, [TensorGuard.Any, TensorGuard.Any, TensorGuard.Any, TensorGuard.Any]);
        if (realLogits.shape[1] is not (1 or 2))
            throw new ArgumentException($"Logits have 1 channel or 2 (real, fake); got {realLogits.shape[1]}.", nameof(realLogits));
        using var scope = NewDisposeScope();
        var logits = realLogits.detach();
        var realness = logits.shape[1] == 1 ? logits : logits.select(1, 0) - logits.select(1, 1);
        var sign = realness.sign().to(ScalarType.Float32).mean();
        var total = _signs is null ? sign : _signs.to(sign.device).Plus(sign);
        _signs?.Dispose();
        _signs = total.DetachFromDisposeScope();
        _signCount++;
    }

    /// <summary>Ends a training step; every few steps this adjusts the probability, if there were observations.</summary>
    /// <param name="images">Images of the step.</param>
    public void EndStep(long images)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(images);
        _images += images;
        if (++_steps < _options.IntervalSteps) return;

        var excess = _signs is null ? 0 : _signs.ToSingle() / (double)_signCount - _options.Target;
        Probability = Math.Clamp(Probability + Math.Sign(excess) * _images / _options.RampImages, 0, 1);
        Clear();
    }

    /// <summary>Continues from a saved state.</summary>
    /// <param name="state">What <see cref="State"/> returned.</param>
    /// <exception cref="ArgumentException">The state is impossible.</exception>
    public void Restore(AugmentationState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Probability is not (>= 0 and <= 1) || state.SignCount < 0 || state.Steps < 0 || state.Images < 0)
            throw new ArgumentException($"No controller was ever in this state: {state}.", nameof(state));
        Clear();
        (Probability, _signCount, _steps, _images) = (state.Probability, state.SignCount, state.Steps, state.Images);
        if (_signCount > 0) _signs = tensor((float)state.SignSum).DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose() => Clear();

    private void Clear()
    {
        _signs?.Dispose();
        (_signs, _signCount, _steps, _images) = (null, 0, 0, 0);
    }
}
