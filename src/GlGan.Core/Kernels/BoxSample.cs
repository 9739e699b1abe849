using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Vector = System.Runtime.Intrinsics.Vector256<float>;

namespace GlGan.Kernels;

/// <summary>One pixel of a canvas on a box: a bilinear sample of four of the box's pixels, whose channels lie together.</summary>
/// <param name="Region">Number of the box.</param>
/// <param name="TopLeft">Numbers from the box's first pixel to the sample's first.</param>
/// <param name="Right">Numbers to the pixel beside.</param>
/// <param name="Down">Numbers to the pixel below.</param>
/// <param name="X">Share of the right pixels.</param>
/// <param name="Y">Share of the lower pixels.</param>
internal readonly record struct BoxSample(int Region, nint TopLeft, nint Right, nint Down, float X, float Y)
{
    /// <summary>Eight channels of the sample.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal unsafe Vector Read(float* box)
    {
        var from = box + TopLeft;
        Vector left = Vector256.Create(1 - X), right = Vector256.Create(X);
        var top = Vector256.FusedMultiplyAdd(right, Vector256.Load(from + Right), left * Vector256.Load(from));
        var bottom = Vector256.FusedMultiplyAdd(right, Vector256.Load(from + Down + Right), left * Vector256.Load(from + Down));
        return Vector256.FusedMultiplyAdd(Vector256.Create(Y), bottom, Vector256.Create(1 - Y) * top);
    }

    /// <summary>Adds a gradient of eight channels of the sample to those of the box.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal unsafe void Add(Vector gradient, float* box)
    {
        var to = box + TopLeft;
        Vector top = gradient * (1 - Y), bottom = gradient * Y;
        Add(top, 1 - X, to);
        Add(top, X, to + Right);
        Add(bottom, 1 - X, to + Down);
        Add(bottom, X, to + Down + Right);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Add(Vector gradient, float share, float* to) =>
        Vector256.FusedMultiplyAdd(gradient, Vector256.Create(share), Vector256.Load(to)).Store(to);
}
