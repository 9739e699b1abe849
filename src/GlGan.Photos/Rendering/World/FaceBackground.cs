namespace GlGan.Rendering;

/// <summary>What is behind a synthetic face: a gradient between two colours, or a scene in them.</summary>
public sealed record FaceBackground
{
    /// <summary>Plain light grey.</summary>
    public static FaceBackground Plain { get; } = new();

    /// <summary>What is painted.</summary>
    public BackgroundScene Scene { get; init => field = FaceRange.Defined(value); }

    /// <summary>Colour where the gradient starts; of a scene the main colour, such as that of the wall or the leaves.</summary>
    public FaceColor First { get; init; } = new(206, 207, 209);

    /// <summary>Colour where the gradient ends; of a scene the other colour, such as that of the joints or the floor.</summary>
    public FaceColor Second { get; init; } = new(206, 207, 209);

    /// <summary>Direction of the gradient, or in which a scene becomes brighter, in degrees, 0 (to the right) to 360, clockwise.</summary>
    public float Angle { get; init => field = FaceRange.Check(value, 0, 360); }

    /// <summary>How much there is in a scene, 0 (little) to 1 (much).</summary>
    public float Clutter { get; init => field = FaceRange.Unit(value); }

    /// <summary>Which scene of its kind: any number.</summary>
    public int Pattern { get; init; }

    /// <summary>How far a scene is out of focus: the radius of the disc that a point becomes, as a share of the image's side, 0 (sharp) to 0.2.</summary>
    public float Blur { get; init => field = FaceRange.Check(value, 0, 0.2f); }
}
