using GlGan.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Layers;

/// <summary>
/// A chain of "same" convolution blocks with a skip around all of them. The skip is the identity, or a 1×1 convolution where
/// the number of channels changes. Keys: <c>blocks.N</c>, <c>project</c>.
/// </summary>
internal sealed class ResidualStage : Network<Tensor, Tensor>
{
    private readonly ConvBlock[] _blocks;
    private readonly Convolution? _project;

    internal ResidualStage(int inChannels, int outChannels, IReadOnlyList<int> kernels, NormKind norm)
        : base(nameof(ResidualStage))
    {
        _blocks = [.. kernels.Select((kernel, i) => ConvBlock.Same(i == 0 ? inChannels : outChannels, outChannels, kernel, norm))];
        register_module("blocks", ModuleList(_blocks));
        if (inChannels == outChannels) return;
        _project = new Convolution(inChannels, outChannels, kernel: 1);
        register_module("project", _project);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var hidden = input;
        foreach (var block in _blocks) hidden = block.call(hidden);
        return hidden.Plus(_project is null ? input : _project.call(input)).MoveToOuterDisposeScope();
    }
}
