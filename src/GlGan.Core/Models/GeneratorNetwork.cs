using GlGan.Faces;
using GlGan.Generators;
using GlGan.Imaging;
using GlGan.Synthesis;
using GlGan.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan;

/// <summary>Runs a generator by libtorch, with a copy made for speed, in which batch normalisations are folded into convolutions.</summary>
internal sealed class GeneratorNetwork : ISynthesisNetwork
{
    private const int BatchOnAccelerator = 8;

    private readonly GlGanGenerator _folded;
    private readonly Device _device;

    /// <summary>Copies the generator, which is borrowed and stays as it is.</summary>
    internal GeneratorNetwork(GlGanGenerator generator, ModelPurpose purpose)
    {
        _folded = generator.Fold();
        _device = _folded.parameters().First().device;
        (Framing, Purpose) = (generator.Options.Framing, purpose);
    }

    public FaceFraming Framing { get; }

    public ModelPurpose Purpose { get; }

    // On a CPU, libtorch adds up a larger batch in another order, which changes some bytes.
    public int PreferredBatch => _device.type == DeviceType.CPU ? 1 : BatchOnAccelerator;

    public ImageBuffer[] Run(IReadOnlyList<AlignedInput> inputs)
    {
        using var scope = new TensorScope();
        using var gradient = no_grad();
        using var input = Input(inputs).To(_device, ScalarType.Float32);
        using var output = _folded.call(input);
        return output.Image.IsFinite() ? TensorImages.ToImages(output.Image) : throw new SynthesisException($"The network cannot be used: {SynthesisException.NotFinite}");
    }

    /// <summary>Frees the copy. It is not <see cref="IDisposable"/>: a service container, which is given it too, must leave that to its owner.</summary>
    internal void Free() => _folded.Dispose();

    private GeneratorInput Input(IReadOnlyList<AlignedInput> inputs)
    {
        var regions = Framing.Regions.Index().ToArray();
        return new GeneratorInput(
            TensorImages.FromImages([.. inputs.Select(input => input.Global)]),
            regions.ToDictionary(region => region.Item.Name, region => TensorImages.FromImages([.. inputs.Select(input => input.Crops[region.Index])])),
            regions.ToDictionary(region => region.Item.Name, region => Centers(inputs, region.Index)))
        {
            Prior = Framing.Prior ? Priors([.. inputs.Select(input => input.Prior!)]) : null,
        };
    }

    private static Tensor Priors(IReadOnlyList<FacePrior> priors)
    {
        var size = priors[0].Image.Width;
        var masks = tensor([.. priors.SelectMany(prior => prior.Seen.Values.Concat(prior.Mirrored.Values))], [priors.Count, 2, size, size]);
        return cat([TensorImages.FromImages([.. priors.Select(prior => prior.Image)]), masks], 1);
    }

    private static Tensor Centers(IReadOnlyList<AlignedInput> inputs, int region)
    {
        float[] values = [.. inputs.SelectMany(input => (float[])[input.Centers[region].X, input.Centers[region].Y])];
        return tensor(values, [inputs.Count, 2]);
    }
}
