using System.Text.Json.Serialization;

namespace GlGan.Onnx;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(InstalledModel))]
internal sealed partial class CatalogJson : JsonSerializerContext;
