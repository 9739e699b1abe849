using GlGan.Foundation;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Training;

/// <summary>
/// Steers the probability of an <see cref="AdaptiveAugmentation"/> by the heuristic r_t of Karras et al. (NeurIPS 2020): it rises while the discriminators
/// call more of the reals real than the target allows, and falls otherwise. Unlike StyleGAN's, it stays at or below 1.
/// </summary>
internal sealed class AugmentationController : IDisposable
{
    private readonly AugmentationControllerOptions _options;
    private readonly Tensor _signs;
    private readonly Tensor _ofStep;
    private int _steps;
    private long _images;

    /// <summary>Starts at probability 0.</summary>
    /// <param name="options">How to steer; <see langword="null"/> takes the paper's values.</param>
    /// <param name="device">Where the discriminators compute; the CPU unless given.</param>
    /// <exception cref="ArgumentException">The options are invalid; the message lists all errors.</exception>
    public AugmentationController(AugmentationControllerOptions? options = null, Device? device = null)
    {
        _options = options.ValidOrDefault();
        (_signs, _ofStep) = (Zeros(), Zeros());

        Tensor Zeros() => zeros([2], ScalarType.Float32, device).DetachFromDisposeScope();
    }

    /// <summary>The probability to use, 0 to 1.</summary>
    public double Probability { get; private set; }

    /// <summary>Everything a checkpoint has to keep. Reading it waits for the device.</summary>
    public AugmentationState State
    {
        get
        {
            var (sum, count) = Signs;
            return new(Probability, sum, count, _steps, _images);
        }
    }

    /// <summary>What was observed in this step, which other processes add theirs to: sum and number of mean signs.</summary>
    public Tensor OfStep => _ofStep;

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
        using var gradient = no_grad();
        var logits = realLogits.detach();
        var realness = logits.shape[1] == 1 ? logits : logits.select(1, 0) - logits.select(1, 1);
        var sign = realness.sign().to(ScalarType.Float32).mean();
        _ofStep.AddInPlace(stack([sign, ones_like(sign)]));
    }

    /// <summary>Ends a training step; every few steps this adjusts the probability, if there were observations.</summary>
    /// <param name="images">Images of the step.</param>
    public void EndStep(long images)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(images);
        _images += images;
        using (no_grad()) _signs.AddInPlace(_ofStep);
        _ofStep.FillInPlace(0);
        if (++_steps < _options.IntervalSteps) return;

        var (sum, count) = Signs;
        var excess = count == 0 ? 0 : sum / count - _options.Target;
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
        (Probability, _steps, _images) = (state.Probability, state.Steps, state.Images);
        using var signs = tensor(new[] { (float)state.SignSum, state.SignCount });
        _signs.copy_(signs);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _signs.Dispose();
        _ofStep.Dispose();
    }

    private (double Sum, long Count) Signs
    {
        get
        {
            var values = DeviceTraffic.ReadAll(_signs);
            return (values[0], (long)values[1]);
        }
    }

    private void Clear()
    {
        _signs.FillInPlace(0);
        _ofStep.FillInPlace(0);
        (_steps, _images) = (0, 0);
    }
}
