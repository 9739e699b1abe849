using static TorchSharp.torch;

namespace GlGan.Serialization;

/// <summary>What the header of a safetensors file says about one tensor.</summary>
/// <param name="Name">Key of the tensor.</param>
/// <param name="DType">Element type as the file names it, such as <c>F32</c>.</param>
/// <param name="Shape">Sizes of the dimensions; empty for a scalar.</param>
/// <param name="Begin">First byte of the data, counted from the end of the header.</param>
/// <param name="End">Byte after the last, counted from the end of the header.</param>
public sealed record SafetensorsInfo(string Name, string DType, IReadOnlyList<long> Shape, long Begin, long End)
{
    /// <summary>Element type; <see langword="null"/> for one that TorchSharp lacks, such as <c>F8_E4M3</c>: the tensor cannot be read.</summary>
    public ScalarType? Type => SafetensorsTypes.TypeOf(DType);

    /// <summary>Size of the data in bytes.</summary>
    public long ByteCount => End - Begin;
}
