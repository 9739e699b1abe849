using System.Text.Json.Serialization;

namespace GlGan.Datasets;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(LandmarksJsonConverter)])]
[JsonSerializable(typeof(FacePackInfo))]
[JsonSerializable(typeof(DamagedImage[]))]
internal sealed partial class PackJson : JsonSerializerContext;
