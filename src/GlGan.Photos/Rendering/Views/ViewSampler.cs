using GlGan.Foundation;

namespace GlGan.Rendering;

/// <summary>Draws "photos" of a person: more of them near the front, all yaws to ±90° covered.</summary>
internal static class ViewSampler
{
    public static FaceView Sample(ulong seed, int identity, int index)
    {
        var random = new CounterRandom(CounterRandom.Mix(seed) ^ (uint)identity, 2, (ulong)index);
        return new FaceView
        {
            Yaw = random.Chance(0.3f) ? random.Range(-30, 30) : random.Range(-90, 90),
            Pitch = 30 * random.Bell(),
            Distance = 45 * MathF.Exp(1.5f * random.Unit()),
            Expression = Expression(ref random),
            Light = new FaceLight
            {
                Azimuth = 90 * random.Bell(),
                Elevation = random.Range(-5, 70),
                Warmth = random.Bell(0.1f, 0.9f),
                Ambient = random.Range(0.1f, 0.7f),
                Exposure = random.Range(0.75f, 1.2f),
                Fill = random.Chance(0.4f) ? random.Unit() : 0,
                FillAzimuth = random.Range(-180, 180),
                FillWarmth = random.Bell(),
            },
            Background = WorldSampler.Background(ref random),
            Occluder = WorldSampler.Occluder(ref random),
            Camera = CameraSampler.Sample(ref random),
        };
    }

    private static FaceExpression Expression(ref CounterRandom random) => new()
    {
        Smile = random.Chance(0.5f) ? random.Range(0, 1) : random.Bell(-0.1f, 0.7f),
        MouthOpen = random.Chance(0.4f) ? random.Unit() * random.Unit() : 0,
        Blink = random.Chance(0.08f) ? random.Range(0.4f, 1) : 0.15f * random.Unit(),
        BrowRaise = random.Bell(0.05f, 0.9f),
        GazeX = random.Bell(0, 0.9f),
        GazeY = random.Bell(0, 0.6f),
    };
}
