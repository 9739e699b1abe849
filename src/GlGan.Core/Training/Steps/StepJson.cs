using System.Text.Json.Serialization;

namespace GlGan.Training;

/// <summary>JSON of what ranks tell one another of a step, without reflection.</summary>
[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(FakeShapes))]
[JsonSerializable(typeof(Dictionary<string, LossSum>))]
internal sealed partial class StepJson : JsonSerializerContext;
