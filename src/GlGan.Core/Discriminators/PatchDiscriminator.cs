using GlGan.Foundation;
using GlGan.Layers;
using static TorchSharp.torch;

namespace GlGan.Discriminators;

/// <summary>One PatchGAN on the whole image. Keys: <c>network</c>.</summary>
public sealed class PatchDiscriminator : Discriminator
{
    private readonly PatchDiscriminatorOptions _options;
    private readonly PatchNetwork _network;

    /// <summary>Builds the network with seeded initial weights (normal, standard deviation 0.02).</summary>
    /// <exception cref="ArgumentException">The options are invalid; the message lists all errors.</exception>
    public PatchDiscriminator(PatchDiscriminatorOptions options, ulong seed = 0)
        : base(nameof(PatchDiscriminator))
    {
        _options = options.Valid();
        _network = new PatchNetwork(options);
        register_module("network", _network);
        using var random = new Generator(seed);
        WeightInitialization.Normal(this, random);
    }

    /// <summary>Judges a batch.</summary>
    /// <param name="input">Images, and their conditions where the network is conditional.</param>
    /// <returns>One output; the caller disposes it.</returns>
    public override IReadOnlyList<PatchOutput> forward(DiscriminatorInput input)
    {
        using var joined = Join(input, _options.Conditional);
        return [_network.call(joined)];
    }
}
