using GlGan.Foundation;

namespace GlGan.Synthesis;

/// <summary>How a <see cref="FaceSynthesizer"/> serves requests that come one by one (<see cref="FaceSynthesizer.SynthesizeAsync"/>).</summary>
public sealed record FaceSynthesizerOptions : IValidated
{
    /// <summary>Requests that wait at most, beside those in the network; at least 1.</summary>
    /// <value>The default value is 64.</value>
    public int QueueCapacity { get; init; } = 64;

    /// <summary>
    /// Waiting requests that go through the network together at most, at least 1. On a CPU, more than 1 changes some bytes of an image by one level, because
    /// libtorch adds up in another order.
    /// </summary>
    /// <value>The default value is <see langword="null"/>: 1 on a CPU, where results then equal those of <see cref="FaceSynthesizer.Synthesize"/> to the last bit; 8 elsewhere.</value>
    public int? MaxBatch { get; init; }

    /// <summary>What becomes of a request when the queue is full.</summary>
    /// <value>The default value is <see cref="FullQueue.Wait"/>.</value>
    public FullQueue WhenFull { get; init; }

    IEnumerable<string> IValidated.Errors() => [.. Require.AtLeast(QueueCapacity, 1), .. Require.AtLeastOrNull(MaxBatch, 1), .. Require.Known(WhenFull)];
}
