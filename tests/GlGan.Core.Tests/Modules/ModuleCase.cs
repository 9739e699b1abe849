using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Tests.Modules;

/// <summary>One module of the assembly in a small configuration, with everything the battery needs to run it.</summary>
/// <param name="Name">Name in test reports.</param>
/// <param name="Covers">Module types this case exercises; the first is the module's own.</param>
/// <param name="Create">Builds the module; the seed is used where the module takes one.</param>
/// <param name="Run">Runs the module on inputs and returns all output tensors.</param>
/// <param name="InputShapes">Shapes of the inputs that take gradients.</param>
/// <param name="OutputShapes">Shapes of the outputs.</param>
internal sealed record ModuleCase(
    string Name,
    Type[] Covers,
    Func<ulong, nn.Module> Create,
    Func<nn.Module, Tensor[], IEnumerable<Tensor>> Run,
    long[][] InputShapes,
    long[][] OutputShapes)
{
    /// <summary>Whether the constructor takes a seed.</summary>
    internal bool TakesSeed { get; init; }

    /// <summary>Whether gradients are checked in evaluation mode, because a training forward changes the function.</summary>
    internal bool GradientsInEvaluation { get; init; }

    /// <summary>Parameters whose gradient is zero by construction, for instance a bias that a normalisation subtracts again.</summary>
    internal Func<string, bool> HasZeroGradient { get; init; } = _ => false;

    /// <summary>A module with weights that let every unit take part, in float64 when asked for.</summary>
    internal nn.Module CreateAwake(ScalarType type, ulong seed = 7)
    {
        var module = Create(seed);
        using var random = TestDevice.Random(seed);
        GlGan.Layers.WeightInitialization.He(module, random);
        return module.to(type);
    }

    /// <summary>Seeded inputs in [-1, 1].</summary>
    internal Tensor[] Inputs(ScalarType type, bool gradients = false)
    {
        using var random = TestDevice.Random(5);
        return [.. InputShapes.Select(shape => Uniform(shape, type, random).requires_grad_(gradients))];
    }

    public override string ToString() => Name;

    private static Tensor Uniform(long[] shape, ScalarType type, Generator random)
    {
        using var unit = rand(shape, type, generator: random);
        using var twice = unit * 2;
        return twice - 1;
    }
}
