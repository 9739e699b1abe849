using static TorchSharp.torch;

namespace GlGan.Tests.Losses;

/// <summary>One loss of the assembly, as a function of tensors.</summary>
/// <param name="Name">Name in test reports.</param>
/// <param name="Type">The loss.</param>
/// <param name="Shapes">Shapes of the tensors it reads.</param>
/// <param name="Compute">The loss of those tensors.</param>
/// <param name="Constants">Indices of tensors through which no gradient may flow.</param>
internal sealed record LossCase(string Name, Type Type, long[][] Shapes, Func<Tensor[], Tensor> Compute, params int[] Constants)
{
    /// <summary>Whether the loss may be negative.</summary>
    internal bool Signed { get; init; }

    /// <summary>Seeded float64 leaves.</summary>
    internal Tensor[] Leaves()
    {
        using var random = TestDevice.Random(21);
        return [.. Shapes.Select(shape => randn(shape, ScalarType.Float64, generator: random).requires_grad_(true))];
    }
}
