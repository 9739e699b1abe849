using GlGan.Layers;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Discriminators;

/// <summary>A network that tells real images from synthesised ones, patch by patch, in one or more views of the image. Derive to write your own.</summary>
/// <param name="name">Name of the module.</param>
public abstract class Discriminator(string name) : Network<DiscriminatorInput, IReadOnlyList<PatchOutput>>(name)
{
    /// <summary>Puts the image, and for conditional networks the condition behind it, into one tensor; the caller disposes it.</summary>
    /// <exception cref="ArgumentException">A tensor has a wrong shape, or a conditional network got no condition.</exception>
    protected static Tensor Join(DiscriminatorInput input, bool conditional)
    {
        ArgumentNullException.ThrowIfNull(input);
        TensorGuard.Shape(input.Image, [TensorGuard.Any, 3, TensorGuard.Any, TensorGuard.Any]);
        if (!conditional) return input.Image.alias();
        if (input.Condition is null) throw new ArgumentException("This discriminator is conditional: DiscriminatorInput.Condition must be given.", nameof(input));
        TensorGuard.SameShape(input.Condition, input.Image);
        return cat([input.Image, input.Condition], 1);
    }
}
