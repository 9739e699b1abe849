namespace GlGan.Rendering;

/// <summary>The light on a synthetic face: a directional key light that casts shadows, a second one that casts none, and a soft surround. Values outside a range throw <see cref="ArgumentOutOfRangeException"/>.</summary>
public sealed record FaceLight
{
    /// <summary>Soft frontal studio light.</summary>
    public static FaceLight Studio { get; } = new();

    /// <summary>Direction the key light comes from: -90 (the viewer's left) to 90 degrees (right), 0 is behind the camera.</summary>
    public float Azimuth { get; init => field = FaceRange.Check(value, -90, 90); } = -12;

    /// <summary>Height of the key light, -30 to 80 degrees.</summary>
    public float Elevation { get; init => field = FaceRange.Check(value, -30, 80); } = 28;

    /// <summary>Colour: -1 (cool daylight) to 1 (warm lamp).</summary>
    public float Warmth { get; init => field = FaceRange.Signed(value); } = 0.1f;

    /// <summary>Share of the surround in the light, 0.1 (hard contrast) to 0.9 (flat).</summary>
    public float Ambient { get; init => field = FaceRange.Check(value, 0.1f, 0.9f); } = 0.5f;

    /// <summary>Strength of the second light, 0 (off) to 1.</summary>
    public float Fill { get; init => field = FaceRange.Unit(value); }

    /// <summary>Direction the second light comes from: -180 to 180 degrees; 0 is behind the camera, 180 behind the head.</summary>
    public float FillAzimuth { get; init => field = FaceRange.Check(value, -180, 180); }

    /// <summary>Colour of the second light: -1 (blue) to 1 (orange).</summary>
    public float FillWarmth { get; init => field = FaceRange.Signed(value); }

    /// <summary>Exposure, 0.5 to 1.5; 1 is a well-exposed photo.</summary>
    public float Exposure { get; init => field = FaceRange.Check(value, 0.5f, 1.5f); } = 1;
}
