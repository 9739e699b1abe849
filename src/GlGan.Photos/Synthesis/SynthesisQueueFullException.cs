namespace GlGan.Synthesis;

/// <summary>As many requests wait as the queue takes, and <see cref="FaceSynthesizerOptions.WhenFull"/> is <see cref="FullQueue.Refuse"/>.</summary>
/// <param name="capacity">What the queue takes.</param>
public sealed class SynthesisQueueFullException(int capacity)
    : InvalidOperationException($"{capacity} requests are waiting for synthesis already: try again later, or raise {nameof(FaceSynthesizerOptions)}.{nameof(FaceSynthesizerOptions.QueueCapacity)}.")
{
    /// <summary>What the queue takes.</summary>
    public int Capacity => capacity;
}
