using GlGan.Faces;
using GlGan.Foundation;
using GlGan.Layers;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Discriminators;

/// <summary>One PatchGAN per region, on the crop at the region's place. Keys: <c>regions.REGION</c>.</summary>
public sealed class RegionDiscriminator : Discriminator
{
    private readonly PatchDiscriminatorOptions _options;
    private readonly IReadOnlyList<FaceRegion> _regions;
    private readonly Dictionary<string, PatchNetwork> _networks;

    /// <summary>Builds the networks with seeded initial weights (normal, standard deviation 0.02).</summary>
    /// <param name="options">Shape of each PatchGAN.</param>
    /// <param name="regions">The regions to judge.</param>
    /// <param name="seed">Seed of the initial weights.</param>
    /// <exception cref="ArgumentException">The options are invalid; the message lists all errors.</exception>
    public RegionDiscriminator(PatchDiscriminatorOptions options, IReadOnlyList<FaceRegion> regions, ulong seed = 0)
        : base(nameof(RegionDiscriminator))
    {
        _options = options.Valid();
        ArgumentNullException.ThrowIfNull(regions);
        _regions = regions;
        _networks = regions.ToDictionary(region => region.Name, _ => new PatchNetwork(options));
        register_module("regions", NamedModules.Of(_networks));
        using var random = new Generator(seed);
        WeightInitialization.Normal(this, random);
    }

    /// <summary>Judges a batch.</summary>
    /// <param name="input">Images and the placement of every region, and conditions where the network is conditional.</param>
    /// <returns>One output per region, in the order given to the constructor; the caller disposes them.</returns>
    /// <exception cref="ArgumentException">A region has no placement.</exception>
    public override IReadOnlyList<PatchOutput> forward(DiscriminatorInput input)
    {
        using var joined = Join(input, _options.Conditional);
        var outputs = new PatchOutput[_regions.Count];
        for (var i = 0; i < outputs.Length; i++)
        {
            var region = _regions[i];
            if (input.Placement?.TryGetValue(region.Name, out var center) is not true)
                throw new ArgumentException($"DiscriminatorInput.Placement has no centre for region '{region.Name}'.", nameof(input));
            TensorGuard.Shape(center, [joined.shape[0], 2], $"input.Placement[\"{region.Name}\"]");
            var (width, height) = region.PixelSize((int)joined.shape[2]);
            using var crop = RegionCanvas.Crop(joined, center, height, width);
            outputs[i] = _networks[region.Name].call(crop);
        }

        return outputs;
    }
}
