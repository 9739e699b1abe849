using System.Text.Json.Serialization;

namespace GlGan.Training;

/// <summary>JSON of checkpoints, without reflection.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CheckpointState))]
[JsonSerializable(typeof(SharedState))]
[JsonSerializable(typeof(Dictionary<string, MeasuredScore>))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
