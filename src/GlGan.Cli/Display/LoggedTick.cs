namespace GlGan.Cli.Display;

/// <summary>What a plot needs of a line of the training log.</summary>
/// <param name="Phase">Name of the phase.</param>
/// <param name="Images">Images seen.</param>
/// <param name="Losses">Mean of each loss.</param>
internal sealed record LoggedTick(string Phase, long Images, IReadOnlyDictionary<string, double> Losses);
