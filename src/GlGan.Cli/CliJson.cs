using System.Text.Json.Serialization;
using GlGan.Cli.Commands;
using GlGan.Cli.Demo;
using GlGan.Cli.Display;
using GlGan.Cli.Evaluation;
using GlGan.Cli.Swapping;

namespace GlGan.Cli;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, UseStringEnumConverter = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(LoggedTick))]
[JsonSerializable(typeof(DemoMetrics))]
[JsonSerializable(typeof(InspectedDataset))]
[JsonSerializable(typeof(EvaluationFile))]
[JsonSerializable(typeof(SwappedPhoto))]
[JsonSerializable(typeof(List<SwappedPhoto>))]
[JsonSerializable(typeof(SwappedVideo))]
internal sealed partial class CliJson : JsonSerializerContext;
