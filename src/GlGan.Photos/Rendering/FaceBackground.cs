namespace GlGan.Rendering;

/// <summary>What is behind a synthetic face: a gradient between two colours, with out-of-focus blobs.</summary>
public sealed record FaceBackground
{
    /// <summary>Plain light grey.</summary>
    public static FaceBackground Plain { get; } = new();

    /// <summary>Colour where the gradient starts.</summary>
    public FaceColor First { get; init; } = new(206, 207, 209);

    /// <summary>Colour where the gradient ends.</summary>
    public FaceColor Second { get; init; } = new(206, 207, 209);

    /// <summary>Direction of the gradient in degrees, 0 (to the right) to 360, clockwise.</summary>
    public float Angle { get; init => field = FaceRange.Check(value, 0, 360); }

    /// <summary>Strength of the blobs, 0 (none) to 1.</summary>
    public float Clutter { get; init => field = FaceRange.Unit(value); }

    /// <summary>Which blobs: any number.</summary>
    public int Pattern { get; init; }
}
