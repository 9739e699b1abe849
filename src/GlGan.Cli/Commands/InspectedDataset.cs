using GlGan.Datasets;

namespace GlGan.Cli.Commands;

/// <summary>What <c>glgan data inspect --json</c> prints.</summary>
internal sealed record InspectedDataset(string Path, string Format, IReadOnlyDictionary<string, int> Splits, DatasetReport Report);
