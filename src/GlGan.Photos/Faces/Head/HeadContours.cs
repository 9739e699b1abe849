namespace GlGan.Faces.Head;

/// <summary>Where the landmarks and the outline of <see cref="HeadShape"/> lie, seen from the front.</summary>
internal static class HeadContours
{
    private static readonly (float X, float Y)[] HalfJaw =
        [(-1.12f, 0.05f), (-1.1f, 0.35f), (-1.05f, 0.65f), (-0.98f, 0.95f), (-0.86f, 1.22f), (-0.66f, 1.45f), (-0.45f, 1.63f), (-0.22f, 1.76f)];

    private static readonly (float X, float Y)[] Brow = [(-0.86f, -0.28f), (-0.72f, -0.4f), (-0.54f, -0.43f), (-0.36f, -0.39f), (-0.2f, -0.31f)];

    private static readonly (float X, float Y)[] Eye = [(-0.68f, 0.01f), (-0.57f, -0.07f), (-0.43f, -0.07f), (-0.32f, 0.01f), (-0.43f, 0.06f), (-0.57f, 0.06f)];

    private static readonly (float X, float Y)[] Nose =
        [(0, -0.02f), (0, 0.19f), (0, 0.39f), (0, 0.59f), (-0.2f, 0.73f), (-0.1f, 0.76f), (0, 0.78f), (0.1f, 0.76f), (0.2f, 0.73f)];

    private static readonly (float X, float Y)[] HalfMouth = [(-0.43f, 1.05f), (-0.27f, 0.97f), (-0.1f, 0.93f)];

    private static readonly (float X, float Y)[] HalfLowerLip = [(-0.1f, 1.22f), (-0.27f, 1.16f)];

    /// <summary>The 68 landmarks, in the annotation's order.</summary>
    internal static (float X, float Y)[] Points { get; } =
    [
        .. HalfJaw, (0, 1.8f), .. Mirrored(HalfJaw),
        .. Brow, .. Mirrored(Brow),
        .. Nose,
        .. Eye, Mirror(Eye[3]), Mirror(Eye[2]), Mirror(Eye[1]), Mirror(Eye[0]), Mirror(Eye[5]), Mirror(Eye[4]),
        .. HalfMouth, (0, 0.95f), .. Mirrored(HalfMouth), .. HalfLowerLip.Reverse().Select(Mirror), (0, 1.23f), .. HalfLowerLip,
        (-0.36f, 1.05f), (-0.13f, 1.02f), (0, 1.03f), (0.13f, 1.02f), (0.36f, 1.05f), (0.13f, 1.08f), (0, 1.09f), (-0.13f, 1.08f),
    ];

    /// <summary>Points of the outline before this one, and from <see cref="ForeheadRight"/> on, lie above the eyes or on the midline.</summary>
    internal const int ForeheadLeft = 4;

    /// <summary>See <see cref="ForeheadLeft"/>.</summary>
    internal const int ForeheadRight = 13;

    /// <summary>The outline, then the tip of the nose and the lips.</summary>
    internal static (float X, float Y)[] Oval { get; } =
    [
        (0, -0.68f), (-0.5f, -0.65f), (-0.82f, -0.48f), (-0.95f, -0.18f), (-0.95f, 0.35f), (-0.86f, 0.95f), (-0.64f, 1.36f), (-0.38f, 1.58f), (0, 1.7f),
        (0.38f, 1.58f), (0.64f, 1.36f), (0.86f, 0.95f), (0.95f, 0.35f), (0.95f, -0.18f), (0.82f, -0.48f), (0.5f, -0.65f), (0, 0.59f), (0, 1),
    ];

    private static IEnumerable<(float X, float Y)> Mirrored((float X, float Y)[] points) => points.Reverse().Select(Mirror);

    private static (float X, float Y) Mirror((float X, float Y) point) => (-point.X, point.Y);
}
