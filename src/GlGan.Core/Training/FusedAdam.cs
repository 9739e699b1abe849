using GlGan.Runtime;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GlGan.Training;

/// <summary>
/// Adam (Kingma and Ba, 2015) over a fixed list of parameters in one fused call per step. Parameters without a gradient are
/// left as they are, moments included.
/// </summary>
internal sealed class FusedAdam : IDisposable
{
    private readonly FusedOperators _operators;
    private readonly Parameter[] _parameters;
    private readonly Tensor[] _means;
    private readonly Tensor[] _squares;
    private readonly Tensor[] _steps;
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;

    internal FusedAdam(FusedOperators operators, IEnumerable<Parameter> parameters, double beta1, double beta2, double epsilon = 1e-8)
    {
        (_operators, _beta1, _beta2, _epsilon) = (operators, beta1, beta2, epsilon);
        _parameters = [.. parameters];
        _means = [.. _parameters.Select(parameter => zeros_like(parameter, requires_grad: false).DetachFromDisposeScope())];
        _squares = [.. _parameters.Select(parameter => zeros_like(parameter, requires_grad: false).DetachFromDisposeScope())];
        _steps = [.. _parameters.Select(parameter => zeros([], ScalarType.Float32, parameter.device).DetachFromDisposeScope())];
    }

    /// <summary>Applies the gradients, then drops them.</summary>
    internal void Step(double learningRate)
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
            _operators.Adam([.. parameters], [.. gradients], [.. means], [.. squares], [.. steps], learningRate, _beta1, _beta2, _epsilon);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var state in _means.Concat(_squares).Concat(_steps)) state.Dispose();
    }
}
