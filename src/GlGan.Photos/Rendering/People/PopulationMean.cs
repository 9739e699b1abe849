using static GlGan.Rendering.ShadingMath;

namespace GlGan.Rendering;

/// <summary>
/// Where the shapes and colours of a population lie, from -1 to 1 as in <see cref="FaceIdentity"/>; the directions and relative sizes of the differences follow Farkas et al. (J. Craniofac. Surg. 2005),
/// skin tones run from 0 (light) to 1 (dark).
/// </summary>
internal readonly record struct PopulationMean
{
    private static readonly PopulationMean[] All =
    [
        new() { ToneFrom = 0, ToneTo = 0.38f, NoseWidth = -0.3f, NoseBridge = 0.35f, NoseProjection = 0.3f, LidFold = -0.3f, EyeDepth = 0.25f, FaceDepth = 0.15f, LipDepth = -0.2f, LipFullness = -0.3f, DarkHair = 0.25f },
        new() { ToneFrom = 0.1f, ToneTo = 0.45f, NoseWidth = 0.1f, NoseBridge = -0.45f, NoseProjection = -0.35f, LidFold = 0.65f, EyeDepth = -0.45f, EyeTilt = 0.25f, FaceDepth = -0.3f, Cheekbones = 0.45f, HeadWidth = 0.3f, DarkHair = 1 },
        new() { ToneFrom = 0.3f, ToneTo = 0.68f, NoseBridge = 0.2f, NoseProjection = 0.15f, LidFold = -0.15f, EyeDepth = 0.15f, HeadWidth = -0.1f, LipFullness = 0.05f, DarkHair = 0.9f },
        new() { ToneFrom = 0.6f, ToneTo = 1, NoseWidth = 0.6f, NoseBridge = -0.4f, NoseProjection = -0.15f, LidFold = -0.1f, EyeDepth = -0.1f, FaceDepth = 0.25f, LipDepth = 0.5f, LipFullness = 0.55f, Cheekbones = 0.1f, DarkHair = 1 },
    ];

    public float ToneFrom { get; init; }

    public float ToneTo { get; init; }

    public float NoseWidth { get; init; }

    public float NoseBridge { get; init; }

    public float NoseProjection { get; init; }

    public float LidFold { get; init; }

    public float EyeDepth { get; init; }

    public float EyeTilt { get; init; }

    public float FaceDepth { get; init; }

    public float LipDepth { get; init; }

    public float LipFullness { get; init; }

    public float Cheekbones { get; init; }

    public float HeadWidth { get; init; }

    /// <summary>How many have black or dark brown hair and dark eyes.</summary>
    public float DarkHair { get; init; }

    /// <summary>The number of populations.</summary>
    public static int Count => All.Length;

    /// <summary>One population, or what lies between two.</summary>
    public static PopulationMean Between(int first, int second, float share)
    {
        var (a, b) = (All[first], All[second]);
        return new()
        {
            ToneFrom = Mix(a.ToneFrom, b.ToneFrom, share),
            ToneTo = Mix(a.ToneTo, b.ToneTo, share),
            NoseWidth = Mix(a.NoseWidth, b.NoseWidth, share),
            NoseBridge = Mix(a.NoseBridge, b.NoseBridge, share),
            NoseProjection = Mix(a.NoseProjection, b.NoseProjection, share),
            LidFold = Mix(a.LidFold, b.LidFold, share),
            EyeDepth = Mix(a.EyeDepth, b.EyeDepth, share),
            EyeTilt = Mix(a.EyeTilt, b.EyeTilt, share),
            FaceDepth = Mix(a.FaceDepth, b.FaceDepth, share),
            LipDepth = Mix(a.LipDepth, b.LipDepth, share),
            LipFullness = Mix(a.LipFullness, b.LipFullness, share),
            Cheekbones = Mix(a.Cheekbones, b.Cheekbones, share),
            HeadWidth = Mix(a.HeadWidth, b.HeadWidth, share),
            DarkHair = Mix(a.DarkHair, b.DarkHair, share),
        };
    }
}
