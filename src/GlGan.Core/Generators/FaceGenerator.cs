using GlGan.Layers;
using static TorchSharp.torch;

namespace GlGan.Generators;

/// <summary>
/// A network the trainer can train. Derive to write your own; a network without pathways returns all of its modules as
/// <see cref="GeneratorPathway.Global"/>.
/// </summary>
/// <param name="name">Name of the module.</param>
public abstract class FaceGenerator(string name) : Network<GeneratorInput, GeneratorOutput>(name)
{
    /// <summary>The modules of a pathway. Every parameter belongs to exactly one pathway.</summary>
    public abstract IReadOnlyList<nn.Module> Pathway(GeneratorPathway pathway);

    /// <summary>Makes another network of the same shape, whose weights do not matter; the caller disposes it.</summary>
    public abstract FaceGenerator CreateTwin();
}
