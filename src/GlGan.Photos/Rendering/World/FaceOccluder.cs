namespace GlGan.Rendering;

/// <summary>Something in front of a synthetic face, which covers part of it. Values outside a range throw <see cref="ArgumentOutOfRangeException"/>.</summary>
public sealed record FaceOccluder
{
    /// <summary>Nothing.</summary>
    public static FaceOccluder None { get; } = new();

    /// <summary>What it is.</summary>
    public OccluderKind Kind { get; init => field = FaceRange.Defined(value); }

    /// <summary>Colour of the thing or the sleeve; hands have the person's skin, strands the person's hair.</summary>
    public FaceColor Color { get; init; } = new(60, 62, 70);

    /// <summary>Where it comes from: -1 (the viewer's left) to 1 (right).</summary>
    public float Side { get; init => field = FaceRange.Signed(value); } = 1;

    /// <summary>How far it reaches over the face, 0 (its edge) to 1 (its middle).</summary>
    public float Reach { get; init => field = FaceRange.Unit(value); } = 0.5f;

    /// <summary>Which pose or make: any number.</summary>
    public int Pattern { get; init; }

    /// <summary>How far it is out of focus: standard deviation as a share of the image's side, 0 to 0.03.</summary>
    public float Blur { get; init => field = FaceRange.Check(value, 0, 0.03f); }
}
