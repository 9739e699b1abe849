using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Training;

/// <summary>
/// Keeps a second network as the running average of the first (StyleGAN's convention): the half-life is counted in images and ramps up
/// with them; buffers are copied, not averaged.
/// </summary>
internal sealed class ExponentialMovingAverage
{
    private const double RampUp = 0.05;

    private readonly FusedOperators _operators;
    private readonly double _halfLife;
    private readonly Tensor[] _source;
    private readonly Tensor[] _average;
    private readonly (Tensor[] Source, Tensor[] Average)[] _buffers;

    /// <summary>Starts with the average equal to the source; both are borrowed.</summary>
    internal ExponentialMovingAverage(FusedOperators operators, nn.Module source, nn.Module average, double halfLifeImages)
    {
        (_operators, _halfLife) = (operators, halfLifeImages);
        (_source, _average) = ([.. source.parameters()], [.. average.parameters()]);
        _buffers = [.. source.buffers().Zip(average.buffers()).GroupBy(pair => pair.First.dtype).Select(pairs => (pairs.Select(pair => pair.First).ToArray(), pairs.Select(pair => pair.Second).ToArray()))];
        _operators.Copy(_average, _source);
        CopyBuffers();
    }

    /// <summary>Moves the average towards the source.</summary>
    /// <param name="batch">Images of the step just made.</param>
    /// <param name="images">Images seen so far, this step included.</param>
    internal void Update(long batch, long images)
    {
        var halfLife = Math.Min(_halfLife, images * RampUp);
        _operators.Lerp(_average, _source, 1 - Math.Pow(0.5, batch / Math.Max(halfLife, 1e-8)));
        CopyBuffers();
    }

    private void CopyBuffers()
    {
        foreach (var (source, average) in _buffers) _operators.Copy(average, source);
    }
}
