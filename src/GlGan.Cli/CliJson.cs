using System.Text.Json.Serialization;
using GlGan.Cli.Demo;
using GlGan.Cli.Training;

namespace GlGan.Cli;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(DemoMetrics))]
[JsonSerializable(typeof(PairScores))]
internal sealed partial class CliJson : JsonSerializerContext;
