using static TorchSharp.torch;

namespace GlGan.Serialization;

/// <summary>What the header of a safetensors file says about one tensor.</summary>
/// <param name="Name">Key of the tensor.</param>
/// <param name="Type">Element type.</param>
/// <param name="Shape">Sizes of the dimensions; empty for a scalar.</param>
/// <param name="Begin">First byte of the data, counted from the end of the header.</param>
/// <param name="End">Byte after the last, counted from the end of the header.</param>
public sealed record SafetensorsInfo(string Name, ScalarType Type, IReadOnlyList<long> Shape, long Begin, long End)
{
    /// <summary>Size of the data in bytes.</summary>
    public long ByteCount => End - Begin;
}
