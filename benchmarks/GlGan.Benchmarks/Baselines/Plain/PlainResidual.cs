using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Benchmarks.Baselines;

/// <summary>Convolutions with a skip around all of them, projected where the number of channels changes.</summary>
internal sealed class PlainResidual : Module<Tensor, Tensor>
{
    private readonly Sequential _blocks;
    private readonly Conv2d? _project;

    internal PlainResidual(long inChannels, long outChannels, params long[] kernels)
        : base(nameof(PlainResidual))
    {
        _blocks = Sequential(kernels.Select((kernel, i) => ($"{i}", (Module<Tensor, Tensor>)PlainBlocks.Conv(i == 0 ? inChannels : outChannels, outChannels, kernel))));
        if (inChannels != outChannels) _project = Conv2d(inChannels, outChannels, 1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => _blocks.call(input) + (_project?.call(input) ?? input);
}
