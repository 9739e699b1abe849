using GlGan.Foundation;

namespace GlGan.Rendering;

/// <summary>Draws what is behind faces and before them: mostly muted, as on photographs.</summary>
internal static class WorldSampler
{
    /// <summary>Share of views in which something is before the face.</summary>
    private const float Occluded = 0.08f;

    private static readonly (BackgroundScene Scene, float Share)[] Shares =
    [
        (BackgroundScene.Wall, 0.18f), (BackgroundScene.Backdrop, 0.15f), (BackgroundScene.Room, 0.15f), (BackgroundScene.Foliage, 0.13f), (BackgroundScene.Street, 0.11f),
        (BackgroundScene.Window, 0.07f), (BackgroundScene.Landscape, 0.06f), (BackgroundScene.Shelves, 0.05f), (BackgroundScene.Curtain, 0.04f), (BackgroundScene.Stage, 0.02f),
    ];

    public static FaceBackground Background(ref CounterRandom random)
    {
        var scene = Scene(ref random);
        var (first, second) = Colors(scene, ref random);
        return new FaceBackground
        {
            Scene = scene,
            First = first,
            Second = second,
            Angle = random.Range(0, 360),
            Clutter = random.Unit(),
            Pattern = random.Below(1 << 20),
            Blur = scene switch
            {
                BackgroundScene.Plain => 0,
                BackgroundScene.Wall or BackgroundScene.Curtain => 0.05f * random.Unit() * random.Unit(),
                BackgroundScene.Backdrop => 0.02f * random.Unit(),
                BackgroundScene.Street => random.Range(0.012f, 0.09f),
                BackgroundScene.Stage => random.Range(0.01f, 0.08f),
                _ => random.Chance(0.25f) ? 0.015f * random.Unit() : random.Range(0.015f, 0.09f),
            },
        };
    }

    public static FaceOccluder Occluder(ref CounterRandom random) => !random.Chance(Occluded) ? FaceOccluder.None : new FaceOccluder
    {
        Kind = random.Unit() switch
        {
            < 0.36f => OccluderKind.Hand,
            < 0.46f => OccluderKind.Phone,
            < 0.56f => OccluderKind.Cup,
            < 0.66f => OccluderKind.Microphone,
            < 0.78f => OccluderKind.Scarf,
            < 0.86f => OccluderKind.Arm,
            _ => OccluderKind.Strand,
        },
        Color = Muted(ref random, 15, 215, 30),
        Side = random.Bell(0, 1),
        Reach = random.Unit(),
        Pattern = random.Below(1 << 20),
        Blur = 0.012f * random.Unit() * random.Unit(),
    };

    private static BackgroundScene Scene(ref CounterRandom random)
    {
        var drawn = random.Unit();
        foreach (var (scene, share) in Shares)
            if ((drawn -= share) < 0) return scene;
        return BackgroundScene.Plain;
    }

    private static (FaceColor First, FaceColor Second) Colors(BackgroundScene scene, ref CounterRandom random) => scene switch
    {
        BackgroundScene.Plain or BackgroundScene.Backdrop => Shades(Wall(ref random), random.Range(0.25f, 1.05f)),
        BackgroundScene.Wall => Shades(Wall(ref random), random.Range(0.6f, 1.2f)),
        BackgroundScene.Room or BackgroundScene.Window => (Wall(ref random), Muted(ref random, 50, 190, 22)),
        BackgroundScene.Shelves => (Muted(ref random, 40, 210, 14), Muted(ref random, 40, 215, 14)),
        BackgroundScene.Foliage => (Green(ref random), new FaceColor((byte)random.Range(90, 190), (byte)random.Range(110, 190), (byte)random.Range(30, 110))),
        BackgroundScene.Landscape => (Sky(ref random), random.Chance(0.6f) ? Green(ref random) : Muted(ref random, 90, 190, 20)),
        BackgroundScene.Street => (Muted(ref random, 70, 200, 22), Muted(ref random, 60, 140, 6)),
        BackgroundScene.Curtain => (Muted(ref random, 40, 220, 28), Muted(ref random, 40, 220, 28)),
        _ => (Vivid(ref random), Vivid(ref random)),
    };

    private static FaceColor Wall(ref CounterRandom random) => random.Unit() switch
    {
        < 0.45f => Muted(ref random, 165, 238, 9),
        < 0.7f => Muted(ref random, 85, 170, 16),
        < 0.88f => Muted(ref random, 18, 80, 10),
        _ => Vivid(ref random),
    };

    private static (FaceColor First, FaceColor Second) Shades(FaceColor color, float darker) =>
        (color, new FaceColor(Channel(color.R * darker), Channel(color.G * darker), Channel(color.B * darker)));

    /// <summary>Grey with a cast: warm more often than cold.</summary>
    private static FaceColor Muted(ref CounterRandom random, float dark, float bright, float cast)
    {
        var grey = random.Range(dark, bright);
        var warm = cast * random.Bell(0.25f);
        return new FaceColor(Channel(grey + warm), Channel(grey + 0.3f * cast * random.Bell()), Channel(grey - warm));
    }

    private static FaceColor Vivid(ref CounterRandom random)
    {
        var hue = random.Range(0, 6);
        float grey = random.Range(60, 180), strong = random.Range(20, 60);
        return new FaceColor(Channel(grey + strong * Wave(hue)), Channel(grey + 0.8f * strong * Wave(hue - 2)), Channel(grey + strong * Wave(hue - 4)));

        // From 1 where the hue is the channel's own to -1 opposite.
        static float Wave(float hue) => 1 - 2 * Math.Min(Math.Abs(hue), Math.Min(Math.Abs(hue - 6), Math.Abs(hue + 6))) / 3;
    }

    private static FaceColor Green(ref CounterRandom random)
    {
        var light = random.Range(55, 135);
        return new FaceColor(Channel(light * random.Range(0.7f, 1.05f)), Channel(light), Channel(light * random.Range(0.35f, 0.65f)));
    }

    private static FaceColor Sky(ref CounterRandom random)
    {
        var blue = random.Range(0, 90);
        return new FaceColor(Channel(215 - blue), Channel(222 - 0.5f * blue), Channel(235 - 0.1f * blue));
    }

    private static byte Channel(float value) => (byte)Math.Clamp(value, 0, 255);
}
