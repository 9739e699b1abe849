using System.Text.Json.Serialization;

namespace GlGan.Video;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(FootagePart))]
internal sealed partial class SegmentJson : JsonSerializerContext;
