namespace GlGan.Datasets;

/// <summary>An image that was left out.</summary>
/// <param name="Name">Name of the sample.</param>
/// <param name="Reason">Why.</param>
public sealed record DamagedImage(string Name, string Reason);
