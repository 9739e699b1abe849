using System.Numerics;
using GlGan.Foundation;

namespace GlGan.Rendering;

/// <summary>What a scene is painted from.</summary>
/// <param name="First">Its main colour, linear.</param>
/// <param name="Second">Its other colour.</param>
/// <param name="Clutter">How much there is in it, 0 to 1.</param>
/// <param name="Seed">Of its noise.</param>
internal readonly record struct SceneColors(Vector3 First, Vector3 Second, float Clutter, uint Seed)
{
    // Muted, as most things that people have.
    private static readonly Vector3[] Things =
    [
        new(0.32f, 0.06f, 0.05f), new(0.05f, 0.09f, 0.2f), new(0.55f, 0.5f, 0.42f), new(0.06f, 0.13f, 0.08f), new(0.02f, 0.02f, 0.022f), new(0.42f, 0.26f, 0.09f),
        new(0.66f, 0.66f, 0.65f), new(0.13f, 0.08f, 0.05f), new(0.09f, 0.16f, 0.2f), new(0.22f, 0.19f, 0.16f), new(0.5f, 0.2f, 0.1f), new(0.16f, 0.15f, 0.18f),
    ];

    private static readonly Vector3[] Woods = [new(0.09f, 0.045f, 0.022f), new(0.2f, 0.11f, 0.055f), new(0.36f, 0.22f, 0.12f), new(0.5f, 0.38f, 0.26f), new(0.7f, 0.68f, 0.64f), new(0.03f, 0.026f, 0.024f)];

    /// <summary>Colour of some thing.</summary>
    public static Vector3 Thing(ref CounterRandom random) => Vary(Things[random.Below(Things.Length)], ref random, 0.35f);

    /// <summary>Colour of the clothes in one pattern.</summary>
    public static Vector3 Cloth(int pattern) => Things[(int)((uint)pattern % (uint)Things.Length)];

    /// <summary>Colour of furniture: mostly wood, now and then painted white or black.</summary>
    public static Vector3 Wood(ref CounterRandom random) => Vary(Woods[random.Below(Woods.Length)], ref random, 0.2f);

    /// <summary>A colour a little lighter or darker, and a little to one side.</summary>
    public static Vector3 Vary(Vector3 color, ref CounterRandom random, float amount)
    {
        var light = 1 + amount * random.Bell();
        return color * new Vector3(light * (1 + 0.2f * amount * random.Bell()), light, light * (1 + 0.3f * amount * random.Bell()));
    }

    /// <summary>Value noise summed over octaves, in [0, 1].</summary>
    public static float Fractal(float x, float y, int octaves, uint seed)
    {
        float sum = 0, share = 1, total = 0;
        for (var octave = 0; octave < octaves; octave++)
        {
            sum += share * ShadingMath.Noise(x, y, seed + (uint)octave);
            total += share;
            (x, y, share) = (2.03f * x + 11.3f, 2.03f * y + 5.7f, 0.55f * share);
        }

        return sum / total;
    }
}
