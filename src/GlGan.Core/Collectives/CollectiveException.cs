namespace GlGan.Collectives;

/// <summary>Ranks cannot train together, or one of them failed. All ranks throw it at the same time.</summary>
/// <param name="message">Which rank it is, and why.</param>
/// <param name="cause">What happened, on the rank where it did.</param>
public sealed class CollectiveException(string message, Exception? cause = null) : Exception(message, cause);
