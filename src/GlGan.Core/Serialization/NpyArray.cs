namespace GlGan.Serialization;

/// <summary>An array of NumPy, in C order.</summary>
/// <param name="Shape">Lengths of the axes.</param>
/// <param name="Values">Elements, the last axis fastest.</param>
internal sealed record NpyArray(int[] Shape, double[] Values);
