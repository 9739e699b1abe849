namespace GlGan.Synthesis;

/// <summary>What becomes of a request when the queue of a <see cref="FaceSynthesizer"/> is full.</summary>
public enum FullQueue
{
    /// <summary>It waits for a place.</summary>
    Wait,

    /// <summary>It fails at once with <see cref="SynthesisQueueFullException"/>, which a web service answers with 429.</summary>
    Refuse,
}
