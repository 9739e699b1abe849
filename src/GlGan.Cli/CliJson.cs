using System.Text.Json.Serialization;
using GlGan.Cli.Commands;
using GlGan.Cli.Demo;
using GlGan.Cli.Training;

namespace GlGan.Cli;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(DemoMetrics))]
[JsonSerializable(typeof(PairScores))]
[JsonSerializable(typeof(InspectedDataset))]
internal sealed partial class CliJson : JsonSerializerContext;
