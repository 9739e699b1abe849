using GlGan.Discriminators;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Training;

/// <summary>Maps a discriminator's input tensor by tensor.</summary>
internal static class DiscriminatorInputMap
{
    /// <summary>Throws unless images and conditions are square and of one shape, and every centre has its image.</summary>
    internal static void Check(DiscriminatorInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        TensorGuard.Shape(input.Image, [TensorGuard.Any, 3, TensorGuard.Any, TensorGuard.Any]);
        var (batch, size) = (input.Image.shape[0], input.Image.shape[3]);
        TensorGuard.Shape(input.Image, [batch, 3, size, size]);
        if (input.Condition is not null) TensorGuard.SameShape(input.Condition, input.Image);
        foreach (var (region, center) in input.Placement ?? new Dictionary<string, Tensor>())
            TensorGuard.Shape(center, [batch, 2], $"input.Placement[\"{region}\"]");
    }

    /// <summary>Runs the functions inside the caller's dispose scope; the results outlive it. A function may return its argument.</summary>
    internal static DiscriminatorInput Apply(
        DiscriminatorInput input, Func<Tensor, Tensor> image, Func<Tensor, Tensor> condition, Func<Tensor, Tensor> center) => new(
        Fresh(input.Image, image),
        input.Condition is null ? null : Fresh(input.Condition, condition),
        input.Placement?.ToDictionary(entry => entry.Key, entry => Fresh(entry.Value, center)));

    private static Tensor Fresh(Tensor source, Func<Tensor, Tensor> change)
    {
        var result = change(source);
        return (ReferenceEquals(result, source) ? source.alias() : result).MoveToOuterDisposeScope();
    }
}
