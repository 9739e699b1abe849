using System.Numerics;
using GlGan.Foundation;

namespace GlGan.Rendering;

/// <summary>Adds photon and read noise to a linear picture, see <see cref="FaceCamera.Noise"/>.</summary>
internal static class SensorNoise
{
    private const float Read = 0.004f;

    // Of a neighbour, in the weight of the pixel itself; together they keep the variance.
    private const float Neighbour = 0.35f;

    // A part that all colours have, which is brightness, and one of each colour's own: squares that sum to 1.
    private const float Shared = 0.8f, Own = 0.6f;

    public static void Add(ColorCanvas picture, ColorCanvas noise, float strength, ulong seed)
    {
        noise.Resize(picture.Width, picture.Height);
        Fill(noise.Pixels.AsSpan(0, noise.Width * noise.Height), CounterRandom.Mix(seed));
        var middle = 1 / MathF.Sqrt(1 + 2 * Neighbour * Neighbour);
        noise.Convolve([Neighbour * middle, middle, Neighbour * middle]);
        for (var i = 0; i < picture.Width * picture.Height; i++)
        {
            ref var pixel = ref picture.Pixels[i];
            var drawn = noise.Pixels[i];
            var deviation = Vector4.SquareRoot(Vector4.Max(pixel, Vector4.Zero) * (1 - Read) + new Vector4(Read));
            pixel += deviation * (drawn * Own + new Vector4(Shared * drawn.W)) * strength;
        }
    }

    /// <summary>Four uniform draws of variance 1 per pixel; the sum over neighbours makes bells of them.</summary>
    private static void Fill(Span<Vector4> pixels, ulong key)
    {
        // The square root of 12, over the number of values.
        const float scale = 3.4641016f / 65536;
        for (var i = 0; i < pixels.Length; i++)
        {
            var bits = CounterRandom.Mix(key + (ulong)i);
            var drawn = new Vector4((ushort)bits, (ushort)(bits >> 16), (ushort)(bits >> 32), (ushort)(bits >> 48));
            pixels[i] = (drawn - new Vector4(32767.5f)) * scale;
        }
    }
}
