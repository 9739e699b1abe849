using System.Diagnostics.CodeAnalysis;
using static TorchSharp.torch;

namespace GlGan.Serialization;

/// <summary>The element types that the format and TorchSharp both have.</summary>
internal static class SafetensorsTypes
{
    private static readonly (string Name, ScalarType Type, int Size)[] Known =
    [
        ("F64", ScalarType.Float64, 8), ("F32", ScalarType.Float32, 4), ("F16", ScalarType.Float16, 2), ("BF16", ScalarType.BFloat16, 2),
        ("I64", ScalarType.Int64, 8), ("I32", ScalarType.Int32, 4), ("I16", ScalarType.Int16, 2), ("I8", ScalarType.Int8, 1),
        ("U8", ScalarType.Byte, 1), ("BOOL", ScalarType.Bool, 1),
    ];

    /// <summary>Names of the types, for messages.</summary>
    internal static string Names { get; } = string.Join(", ", Known.Select(known => known.Name));

    internal static bool TryParse(string name, out ScalarType type)
    {
        var index = Array.FindIndex(Known, known => known.Name == name);
        type = index < 0 ? default : Known[index].Type;
        return index >= 0;
    }

    internal static bool TryGetName(ScalarType type, [NotNullWhen(true)] out string? name)
    {
        name = Array.Find(Known, known => known.Type == type).Name;
        return name is not null;
    }

    internal static int Size(ScalarType type) => Array.Find(Known, known => known.Type == type).Size;
}
