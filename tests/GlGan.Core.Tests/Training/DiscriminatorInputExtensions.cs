using GlGan.Discriminators;

namespace GlGan.Tests.Training;

internal static class DiscriminatorInputExtensions
{
    /// <summary>Frees all tensors of an input.</summary>
    internal static void Drop(this DiscriminatorInput input)
    {
        input.Image.Dispose();
        input.Condition?.Dispose();
        foreach (var center in input.Placement?.Values ?? []) center.Dispose();
    }
}
