using GlGan.Layers;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Training;

/// <summary>Carries out a <see cref="TrainingPrecision"/> on the networks of one training.</summary>
internal sealed class PrecisionPolicy
{
    private readonly TrainingPrecision _precision;
    private readonly IReadOnlyList<Convolution> _generatorLayers;
    private readonly IReadOnlyList<Convolution> _discriminatorLayers;

    /// <summary>Brings the weights into their memory layout: call it before optimisers are made. The networks are borrowed.</summary>
    internal PrecisionPolicy(TrainingPrecision precision, nn.Module generator, IReadOnlyList<nn.Module> discriminators)
    {
        _precision = precision;
        if (precision.ChannelsLast)
            foreach (var network in discriminators.Append(generator)) ChannelsLast.Apply(network);
        (_generatorLayers, _discriminatorLayers) = (BFloat16Weights.LayersOf(generator), BFloat16Weights.LayersOf(discriminators));
    }

    /// <summary>Allows TF32 while a training runs; dispose the result at its end.</summary>
    internal Tf32Scope BeginTraining() => new(_precision.AllowTf32);

    /// <summary>Opens the generator's weights for one step.</summary>
    internal BFloat16Weights? BeginGenerator() => Begin(_generatorLayers);

    /// <summary>Opens the discriminators' weights for one of their own steps, or for one step of the generator.</summary>
    internal BFloat16Weights? BeginDiscriminators() => Begin(_discriminatorLayers);

    private BFloat16Weights? Begin(IReadOnlyList<Convolution> layers) => _precision.BFloat16Convolutions ? BFloat16Weights.Begin(layers) : null;
}
