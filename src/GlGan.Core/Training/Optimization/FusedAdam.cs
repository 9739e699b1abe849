using GlGan.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GlGan.Training;

/// <summary>
/// Adam (Kingma and Ba, 2015) over a fixed list of parameters in one fused call per step. Parameters without a gradient are
/// left as they are, moments included.
/// </summary>
internal sealed class FusedAdam : IDisposable
{
    private const double Epsilon = 1e-8;

    private readonly FusedOperators _operators;
    private readonly string[] _names;
    private readonly Parameter[] _parameters;
    private readonly Tensor[] _means;
    private readonly Tensor[] _squares;
    private readonly Tensor[] _steps;

    /// <summary>Prepares the moments of named parameters; the parameters are borrowed.</summary>
    internal FusedAdam(FusedOperators operators, IReadOnlyList<(string Name, Parameter Parameter)> parameters)
    {
        _operators = operators;
        _names = [.. parameters.Select(entry => entry.Name)];
        _parameters = [.. parameters.Select(entry => entry.Parameter)];
        _means = [.. _parameters.Select(parameter => zeros_like(parameter, requires_grad: false).DetachFromDisposeScope())];
        _squares = [.. _parameters.Select(parameter => zeros_like(parameter, requires_grad: false).DetachFromDisposeScope())];
        _steps = [.. _parameters.Select(parameter => zeros([], ScalarType.Float32, parameter.device).DetachFromDisposeScope())];
    }

    /// <summary>The parameters, in the order they were given.</summary>
    internal IReadOnlyList<Parameter> Parameters => _parameters;

    /// <summary>The moments and step counts under <c>PARAMETER.mean</c>, <c>.square</c> and <c>.step</c>; the tensors themselves.</summary>
    internal IReadOnlyDictionary<string, Tensor> State => _names
        .SelectMany((name, i) => (IEnumerable<(string, Tensor)>)[($"{name}.mean", _means[i]), ($"{name}.square", _squares[i]), ($"{name}.step", _steps[i])])
        .ToDictionary(StringComparer.Ordinal);

    /// <summary>The gradients there are, in the order of the parameters; the caller disposes them.</summary>
    internal Tensor[] Gradients() => [.. _parameters.Select(parameter => parameter.grad).OfType<Tensor>()];

    /// <summary>Which parameters have a gradient: a 1 for each that does, else a 0.</summary>
    internal byte[] Present => [.. _parameters.Select(parameter => HasGradient(parameter) ? (byte)1 : (byte)0)];

    /// <summary>Gives a gradient of zeros to parameters that have none here but have one elsewhere.</summary>
    /// <param name="present">What <see cref="Present"/> is in every process.</param>
    internal void FillIn(IReadOnlyList<byte[]> present)
    {
        for (var i = 0; i < _parameters.Length; i++)
            if (present.Any(process => process[i] == 1) && !HasGradient(_parameters[i])) _parameters[i].grad = zeros_like(_parameters[i], requires_grad: false);
    }

    /// <summary>Applies the gradients, then drops them.</summary>
    /// <param name="rates">Rate and decays of this step.</param>
    /// <param name="skip">A float32 scalar on the device: 1 leaves everything as it is; borrowed.</param>
    internal void Step(AdamRates rates, Tensor skip)
    {
        using var scope = NewDisposeScope();
        List<Tensor> parameters = [], gradients = [], means = [], squares = [], steps = [];
        for (var i = 0; i < _parameters.Length; i++)
        {
            if (_parameters[i].grad is not { } gradient) continue;
            parameters.Add(_parameters[i]);
            gradients.Add(gradient);
            means.Add(_means[i]);
            squares.Add(_squares[i]);
            steps.Add(_steps[i]);
            _parameters[i].grad = null;
        }

        if (parameters.Count > 0)
            _operators.Adam([.. parameters], [.. gradients], [.. means], [.. squares], [.. steps], skip, rates.LearningRate, rates.Beta1, rates.Beta2, Epsilon);
    }

    private static bool HasGradient(Parameter parameter)
    {
        using var gradient = parameter.grad;
        return gradient is not null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var state in _means.Concat(_squares).Concat(_steps)) state.Dispose();
    }
}
