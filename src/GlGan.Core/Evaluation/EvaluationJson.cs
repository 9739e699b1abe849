using System.Text.Json.Serialization;

namespace GlGan.Evaluation;

/// <summary>JSON of what ranks tell one another of an evaluation, without reflection. Numbers come back as they were.</summary>
[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(MeasuredBatch))]
internal sealed partial class EvaluationJson : JsonSerializerContext;
