using System.Diagnostics.CodeAnalysis;
using static TorchSharp.torch;

namespace GlGan.Serialization;

/// <summary>The element types of the format. Those without a type of TorchSharp have a place in files, but are not read.</summary>
internal static class SafetensorsTypes
{
    private static readonly (string Name, ScalarType? Type, int Bits)[] Known =
    [
        ("F64", ScalarType.Float64, 64), ("F32", ScalarType.Float32, 32), ("F16", ScalarType.Float16, 16), ("BF16", ScalarType.BFloat16, 16),
        ("I64", ScalarType.Int64, 64), ("I32", ScalarType.Int32, 32), ("I16", ScalarType.Int16, 16), ("I8", ScalarType.Int8, 8),
        ("U8", ScalarType.Byte, 8), ("BOOL", ScalarType.Bool, 8),
        ("U64", null, 64), ("U32", null, 32), ("U16", null, 16), ("C64", null, 64),
        ("F8_E4M3", null, 8), ("F8_E5M2", null, 8), ("F8_E8M0", null, 8), ("F6_E2M3", null, 6), ("F6_E3M2", null, 6), ("F4", null, 4),
    ];

    /// <summary>Names of the types that are read and written, for messages.</summary>
    internal static string Names { get; } = string.Join(", ", Known.Where(known => known.Type is not null).Select(known => known.Name));

    /// <summary>The type of that name; <see langword="null"/> for one that is not read.</summary>
    internal static ScalarType? TypeOf(string name) => Array.Find(Known, known => known.Name == name).Type;

    /// <summary>Bits of an element; <see langword="null"/> for a type that is not known.</summary>
    internal static int? BitsOf(string name) => Array.Find(Known, known => known.Name == name) is { Bits: > 0 and var bits } ? bits : null;

    internal static bool TryGetName(ScalarType type, [NotNullWhen(true)] out string? name)
    {
        name = Array.Find(Known, known => known.Type == type).Name;
        return name is not null;
    }

    /// <summary>Bytes of an element of a type that is written.</summary>
    internal static int Size(ScalarType type) => Array.Find(Known, known => known.Type == type).Bits / 8;
}
