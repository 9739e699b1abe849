using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Synthesis;

namespace GlGan.Tests.Synthesis;

/// <summary>A network that gives its input back, counts its runs, and fails while it is told to; the test can hold it.</summary>
internal sealed class SwitchedNetwork : ISynthesisNetwork
{
    public FaceFraming Framing { get; } = new(32, FaceTemplate.TpGan128, FaceRegion.Standard);

    public ModelPurpose Purpose => ModelPurpose.Frontal;

    public int PreferredBatch { get; init; } = 1;

    internal bool Fails { get; set; }

    internal int Runs { get; private set; }

    /// <summary>What the network waits for before it answers.</summary>
    internal ManualResetEventSlim Gate { get; } = new(true);

    /// <summary>Set while it is at work.</summary>
    internal ManualResetEventSlim Entered { get; } = new();

    public ImageBuffer[] Run(IReadOnlyList<AlignedInput> inputs)
    {
        Runs++;
        Entered.Set();
        Gate.Wait();
        return Fails ? throw new InvalidOperationException("The network is broken.") : [.. inputs.Select(input => input.Global)];
    }
}
