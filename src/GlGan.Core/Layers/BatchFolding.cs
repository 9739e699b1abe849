using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Layers;

/// <summary>Copies of networks that only look: their batch normalisations are folded into the convolutions before them.</summary>
internal static class BatchFolding
{
    /// <summary>Gives a network without batch normalisations the weights of one that has them and is otherwise alike, and freezes it. It does not follow later changes.</summary>
    /// <param name="source">The network; borrowed.</param>
    /// <param name="folded">The copy, just built.</param>
    internal static void Fill(nn.Module source, nn.Module folded)
    {
        folded.to(source.parameters().First().device);
        folded.eval();
        ChannelsLast.Apply(folded);
        foreach (var (original, copy) in source.modules().OfType<Convolution>().Zip(folded.modules().OfType<Convolution>()))
        {
            copy.CopyWeightsFrom(original);
            copy.FreezeWeights();
        }

        foreach (var (original, copy) in source.modules().OfType<ConvBlock>().Zip(folded.modules().OfType<ConvBlock>())) copy.CopyFoldedWeightsFrom(original);
        foreach (var parameter in folded.parameters())
        {
            parameter.requires_grad = false;
            parameter.DetachFromDisposeScope();
        }
    }
}
