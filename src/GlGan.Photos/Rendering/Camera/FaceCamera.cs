namespace GlGan.Rendering;

/// <summary>
/// What a camera makes of a synthetic face, in the order in which light and then the picture pass it: lens, sensor, development, file.
/// Lengths are shares of the image's side. Values outside a range throw <see cref="ArgumentOutOfRangeException"/>.
/// </summary>
public sealed record FaceCamera
{
    /// <summary>Changes nothing.</summary>
    public static FaceCamera Perfect { get; } = new();

    /// <summary>Defocus of the whole picture: standard deviation, 0 (sharp) to 0.03 of the side.</summary>
    public float Blur { get; init => field = FaceRange.Check(value, 0, 0.03f); }

    /// <summary>Length of the path that camera or person moved along while the picture was taken, 0 to 0.1 of the side.</summary>
    public float MotionBlur { get; init => field = FaceRange.Check(value, 0, 0.1f); }

    /// <summary>Direction of that path in degrees, 0 (to the right) to 180, clockwise.</summary>
    public float MotionAngle { get; init => field = FaceRange.Check(value, 0, 180); }

    /// <summary>Light lost in the corners, 0 to 1 (black).</summary>
    public float Vignette { get; init => field = FaceRange.Unit(value); }

    /// <summary>Colour cast from -1 (blue) to 1 (yellow).</summary>
    public float WhiteBalance { get; init => field = FaceRange.Signed(value); }

    /// <summary>Colour cast from -1 (green) to 1 (magenta).</summary>
    public float Tint { get; init => field = FaceRange.Signed(value); }

    /// <summary>Pixels per side the camera takes of the face, as a share of those of the image, 0.1 to 1: below, a small face enlarged. Noise, sharpening and compression are those of the small one.</summary>
    public float Resolution { get; init => field = FaceRange.Check(value, 0.1f, 1); } = 1;

    /// <summary>
    /// Standard deviation of the noise at white in the linear signal, 0 to 0.3. At a signal s its variance is <c>Noise² · (0.004 + 0.996 s)</c>: read noise, and that of counting photons.
    /// Neighbouring pixels share some of it, as demosaicing leaves it.
    /// </summary>
    public float Noise { get; init => field = FaceRange.Check(value, 0, 0.3f); }

    /// <summary>Which noise: any number.</summary>
    public int Pattern { get; init; }

    /// <summary>-1 (flat) to 1 (hard).</summary>
    public float Contrast { get; init => field = FaceRange.Signed(value); }

    /// <summary>-1 (grey) to 1 (twice the colour).</summary>
    public float Saturation { get; init => field = FaceRange.Signed(value); }

    /// <summary>In black and white.</summary>
    public bool Monochrome { get; init; }

    /// <summary>Sharpening with halos as phones have it, 0 to 1.</summary>
    public float Sharpening { get; init => field = FaceRange.Unit(value); }

    /// <summary>Quality of JPEG compression, 5 to 100; none when <see langword="null"/>. As <see cref="Imaging.SkiaImageCodec"/> writes it: colour at half the resolution below 90.</summary>
    public int? Compression { get; init => field = value is { } quality ? (int)FaceRange.Check(quality, 5, 100) : null; }

    /// <summary>Whether more happens to the picture than that it is compressed.</summary>
    internal bool ChangesPixels => this != Perfect with { Compression = Compression, Pattern = Pattern };
}
