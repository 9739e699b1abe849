using GlGan.Collectives;
using GlGan.Kernels;
using GlGan.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Layers;

/// <summary>
/// Batch normalisation over <c>[N, C, H, W]</c> with PyTorch's conventions and keys (eps 1e-5, momentum 0.1): <c>weight</c>, <c>bias</c>,
/// <c>running_mean</c>, <c>running_var</c>, <c>num_batches_tracked</c>. TorchSharp's own counts batches with a number that a garbage collection
/// can free during the call.
/// </summary>
internal sealed class BatchNormalization : Network<Tensor, Tensor>
{
    /// <summary>Key of the running variance.</summary>
    internal const string Variance = "running_var";

    private const double Epsilon = 1e-5;
    private const double Momentum = 0.1;

    internal BatchNormalization(int channels)
        : base(nameof(BatchNormalization))
    {
        register_parameter("weight", Parameter(ones(channels)));
        register_parameter("bias", Parameter(zeros(channels)));
        register_buffer("running_mean", zeros(channels));
        register_buffer(Variance, ones(channels));
        register_buffer("num_batches_tracked", zeros([], ScalarType.Int64));
    }

    /// <summary>Ranks whose batches are normalised as one; <see langword="null"/> for this batch alone.</summary>
    internal ICollective? Ranks { get; set; }

    /// <summary>The running variance of each channel; borrowed.</summary>
    internal Tensor RunningVariance => get_buffer(Variance)!;

    /// <summary>Factor and summand of each channel in evaluation mode; the caller disposes them.</summary>
    internal (Tensor Scale, Tensor Shift) Affine()
    {
        using var scope = NewDisposeScope();
        using var gradient = no_grad();
        var scale = get_parameter("weight")! * get_buffer(Variance)!.Plus(Epsilon).rsqrt();
        var shift = get_parameter("bias")! - get_buffer("running_mean")! * scale;
        return (scale.MoveToOuterDisposeScope(), shift.MoveToOuterDisposeScope());
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        if (training) get_buffer("num_batches_tracked")!.IncrementInPlace();
        if (training && Ranks is { } ranks) return Synchronized(input, ranks);
        return functional.batch_norm(
            input, get_buffer("running_mean"), get_buffer(Variance), get_parameter("weight"), get_parameter("bias"), training, Momentum, Epsilon);
    }

    /// <summary>Whether <see cref="Rectified"/> can be called now for an input.</summary>
    internal bool CanRectify(Tensor input) => training && Ranks is null && RectifiedBatchNorm.IsSupported(input);

    /// <summary>Normalises and applies ReLU or leaky ReLU at once, in training mode.</summary>
    /// <param name="input">Values that <see cref="CanRectify"/>; borrowed.</param>
    /// <param name="slope">Factor of negative results, 0 to 1.</param>
    /// <returns>The result; the caller disposes it.</returns>
    internal Tensor Rectified(Tensor input, double slope)
    {
        get_buffer("num_batches_tracked")!.IncrementInPlace();
        var statistics = ChannelStatistics.Of(input);
        statistics.BlendInto(get_buffer("running_mean")!, get_buffer(Variance)!, Momentum);
        return RectifiedBatchNorm.Run(input, statistics, get_parameter("weight")!, get_parameter("bias")!, Epsilon, slope);
    }

    /// <summary>Normalises with mean and variance of the batches of all ranks.</summary>
    private Tensor Synchronized(Tensor input, ICollective ranks)
    {
        using var scope = NewDisposeScope();
        var type = input.dtype;
        input = input.As(type.Precise());
        var channels = input.shape[1];
        var own = tensor(new[] { (float)(input.numel() / channels) }, device: input.device);
        var sums = RankSum.Of(cat([input.sum([0, 2, 3]), own]), ranks);
        var count = sums.narrow(0, channels, 1).detach();
        var mean = sums.narrow(0, 0, channels) / count;
        var centred = input - mean.view(1, -1, 1, 1);
        // Deviations from the mean of all, not mean squares: those would cancel.
        var variance = RankSum.Of(centred.Squared().sum([0, 2, 3]), ranks) / count;
        using (no_grad())
        {
            Blend("running_mean", mean);
            Blend(Variance, variance * count / count.Minus(1).AtLeast(1));
        }

        var scale = variance.Plus(Epsilon).rsqrt() * get_parameter("weight")!;
        return (centred * scale.view(1, -1, 1, 1)).Plus(get_parameter("bias")!.view(1, -1, 1, 1)).As(type).MoveToOuterDisposeScope();

        void Blend(string buffer, Tensor value)
        {
            var running = get_buffer(buffer)!;
            running.TimesInPlace(1 - Momentum);
            running.AddInPlace(value.Times(Momentum));
        }
    }
}
