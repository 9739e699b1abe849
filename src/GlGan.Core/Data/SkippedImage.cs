namespace GlGan.Data;

/// <summary>An image that was left out.</summary>
/// <param name="File">Its name in the landmarks file.</param>
/// <param name="Reason">Why.</param>
public sealed record SkippedImage(string File, string Reason);
