using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace GlGan.Kernels;

/// <summary>
/// Walks along pixels, four at a time, so that the numbers of a channel are loaded once for all four. Each of the up to three that are left over is four
/// quarters of a pixel: the same memory read four times.
/// </summary>
/// <param name="length">Pixels.</param>
/// <param name="channels">Numbers per pixel.</param>
internal unsafe ref struct PixelQuads(int length, int channels)
{
    private const int Together = 4, Ahead = 1024, Line = 16;

    private int _left = length;

    /// <summary>From one pixel of the four to the next, in numbers.</summary>
    internal nint Stride { get; private set; }

    /// <summary>From these four to the next, in numbers.</summary>
    internal nint Step { get; private set; }

    /// <summary>What each of the four counts for.</summary>
    internal float Share { get; private set; }

    /// <summary>
    /// Asks for the memory of pixels to come while eight channels of four pixels are worked on: reading four pixels side by side is no order that processors
    /// foresee.
    /// </summary>
    /// <param name="pixel">The first of the four.</param>
    /// <param name="channel">The first of the eight.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Prefetch(float* pixel, nint channel)
    {
        if (!Sse.IsSupported) return;
        Sse.Prefetch0(pixel + Together * channel + Ahead);
        Sse.Prefetch0(pixel + Together * channel + Ahead + Line);
    }

    /// <summary>Goes on, if there is a pixel left.</summary>
    internal bool Next()
    {
        if (_left <= 0) return false;
        (Stride, Step, Share) = _left >= Together ? (channels, Together * channels, 1) : (0, channels, 1f / Together);
        _left -= _left >= Together ? Together : 1;
        return true;
    }
}
