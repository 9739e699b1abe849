using GlGan.Foundation;
using GlGan.Layers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Discriminators;

/// <summary>
/// PatchGANs of one shape on an average-pooled pyramid (pix2pixHD: 3×3, stride 2, padding not counted), finest first.
/// Keys: <c>scales.I</c>.
/// </summary>
public sealed class MultiScaleDiscriminator : Discriminator
{
    private readonly PatchDiscriminatorOptions _options;
    private readonly PatchNetwork[] _scales;

    /// <summary>Builds the networks with seeded initial weights (normal, standard deviation 0.02).</summary>
    /// <param name="options">Shape of each PatchGAN.</param>
    /// <param name="scales">Number of scales, 1 to 4; pix2pixHD's code takes 2, its paper 3.</param>
    /// <param name="seed">Seed of the initial weights.</param>
    /// <exception cref="ArgumentException">The options are invalid; the message lists all errors.</exception>
    public MultiScaleDiscriminator(PatchDiscriminatorOptions options, int scales = 2, ulong seed = 0)
        : base(nameof(MultiScaleDiscriminator))
    {
        _options = options.Valid();
        ArgumentOutOfRangeException.ThrowIfLessThan(scales, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scales, 4);
        _scales = [.. Enumerable.Range(0, scales).Select(_ => new PatchNetwork(options))];
        register_module("scales", ModuleList(_scales));
        using var random = new Generator(seed);
        WeightInitialization.Normal(this, random);
    }

    /// <summary>Judges a batch.</summary>
    /// <param name="input">Images, and their conditions where the network is conditional.</param>
    /// <returns>One output per scale, finest first; the caller disposes them.</returns>
    public override IReadOnlyList<PatchOutput> forward(DiscriminatorInput input)
    {
        var outputs = new PatchOutput[_scales.Length];
        var level = Join(input, _options.Conditional);
        for (var i = 0; i < outputs.Length; i++)
        {
            outputs[i] = _scales[i].call(level);
            using var finer = level;
            level = functional.avg_pool2d(finer, 3, 2, 1, count_include_pad: false);
        }

        level.Dispose();
        return outputs;
    }
}
