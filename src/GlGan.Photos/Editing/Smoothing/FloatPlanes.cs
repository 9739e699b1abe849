using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GlGan.Editing;

/// <summary>
/// Planes of floats for some rows of an image, in rented memory. A row is a whole number of vectors long; what lies in it beyond the width is undefined.
/// </summary>
internal sealed class FloatPlanes : IDisposable
{
    /// <summary>What is taken off a byte: sums of small numbers are more exact.</summary>
    internal const float Middle = 128;

    private readonly float[] _values;
    private readonly int _planeLength;

    /// <param name="count">Number of planes.</param>
    /// <param name="width">Floats per row.</param>
    /// <param name="top">Row of the image that is the first here.</param>
    /// <param name="bottom">Row of the image after the last here.</param>
    internal FloatPlanes(int count, int width, int top, int bottom)
    {
        (Count, Width, Top, Bottom) = (count, width, top, bottom);
        Stride = WholeVectors(width);
        _planeLength = checked(Stride * (bottom - top));
        _values = ArrayPool<float>.Shared.Rent(checked(count * _planeLength));
    }

    internal int Count { get; }

    internal int Width { get; }

    /// <summary>From one row to the next, in floats.</summary>
    internal int Stride { get; }

    internal int Top { get; }

    internal int Bottom { get; }

    internal static int WholeVectors(int width) => checked(width + Vector256<float>.Count - 1) / Vector256<float>.Count * Vector256<float>.Count;

    /// <summary>One row of the image in one plane.</summary>
    internal Span<float> Row(int plane, int y) => _values.AsSpan(plane * _planeLength + (y - Top) * Stride, Stride);

    /// <summary>The same in vectors.</summary>
    internal Span<Vector256<float>> Vectors(int plane, int y) => MemoryMarshal.Cast<float, Vector256<float>>(Row(plane, y));

    /// <summary>Puts a row of an image, less <see cref="Middle"/>, into three planes.</summary>
    internal void Load(ReadOnlySpan<byte> rgb, int plane, int y)
    {
        Span<float> red = Row(plane, y), green = Row(plane + 1, y), blue = Row(plane + 2, y);
        for (var x = 0; 3 * x < rgb.Length; x++) (red[x], green[x], blue[x]) = (rgb[3 * x] - Middle, rgb[3 * x + 1] - Middle, rgb[3 * x + 2] - Middle);
    }

    /// <summary>Puts the brightness (BT.601) of a row of an image, less <see cref="Middle"/>, into a plane.</summary>
    internal void LoadGrey(ReadOnlySpan<byte> rgb, int plane, int y)
    {
        var row = Row(plane, y);
        for (var x = 0; 3 * x < rgb.Length; x++) row[x] = 0.299f * rgb[3 * x] + 0.587f * rgb[3 * x + 1] + 0.114f * rgb[3 * x + 2] - Middle;
    }

    /// <summary>Writes a row of the first three planes, plus <see cref="Middle"/>, moved towards the original by 1 − <paramref name="strength"/>.</summary>
    internal void Store(int y, ReadOnlySpan<byte> original, double strength, Span<byte> rgb)
    {
        ReadOnlySpan<float> red = Row(0, y), green = Row(1, y), blue = Row(2, y);
        var weight = (float)strength;
        for (var x = 0; 3 * x < rgb.Length; x++)
        {
            rgb[3 * x] = Mixed(original[3 * x], red[x], weight);
            rgb[3 * x + 1] = Mixed(original[3 * x + 1], green[x], weight);
            rgb[3 * x + 2] = Mixed(original[3 * x + 2], blue[x], weight);
        }
    }

    /// <summary>The byte between an original and a filtered value that lacks <see cref="Middle"/>.</summary>
    internal static byte Mixed(byte original, float filtered, float strength) =>
        (byte)(Math.Clamp(original + strength * (filtered + Middle - original), 0f, byte.MaxValue) + 0.5f);

    public void Dispose() => ArrayPool<float>.Shared.Return(_values);
}
