namespace GlGan.Rendering;

/// <summary>How a synthetic face is photographed: pose, expression, light, background, what is in front, and the camera.</summary>
public sealed record FaceView
{
    /// <summary>Yaw and pitch 0, neutral, soft frontal studio light, plain light-grey background: the canonical target.</summary>
    public static FaceView Frontal { get; } = new();

    /// <summary>Turn of the head in degrees, -90 to 90. Positive turns the face towards the viewer's right.</summary>
    public float Yaw { get; init => field = FaceRange.Check(value, -90, 90); }

    /// <summary>Nod of the head in degrees, -30 to 30. Positive looks up.</summary>
    public float Pitch { get; init => field = FaceRange.Check(value, -30, 30); }

    /// <summary>Distance of the camera from the middle of the head in centimetres, 30 (a phone at arm's length makes noses large) to 400 (a long lens).</summary>
    public float Distance { get; init => field = FaceRange.Check(value, 30, 400); } = 85;

    /// <summary>The expression.</summary>
    public FaceExpression Expression { get; init => field = value ?? throw new ArgumentNullException(nameof(Expression)); } = FaceExpression.Neutral;

    /// <summary>The light.</summary>
    public FaceLight Light { get; init => field = value ?? throw new ArgumentNullException(nameof(Light)); } = FaceLight.Studio;

    /// <summary>The background.</summary>
    public FaceBackground Background { get; init => field = value ?? throw new ArgumentNullException(nameof(Background)); } = FaceBackground.Plain;

    /// <summary>What is in front of the face.</summary>
    public FaceOccluder Occluder { get; init => field = value ?? throw new ArgumentNullException(nameof(Occluder)); } = FaceOccluder.None;

    /// <summary>The camera.</summary>
    public FaceCamera Camera { get; init => field = value ?? throw new ArgumentNullException(nameof(Camera)); } = FaceCamera.Perfect;
}
