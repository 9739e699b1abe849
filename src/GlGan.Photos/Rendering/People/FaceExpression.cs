namespace GlGan.Rendering;

/// <summary>The expression of a synthetic face. All zeros is neutral. Values outside a range throw <see cref="ArgumentOutOfRangeException"/>.</summary>
public sealed record FaceExpression
{
    /// <summary>Eyes open, mouth closed, nothing raised.</summary>
    public static FaceExpression Neutral { get; } = new();

    /// <summary>Mouth corners: -1 (down) to 1 (a broad smile).</summary>
    public float Smile { get; init => field = FaceRange.Signed(value); }

    /// <summary>Jaw and lips: 0 (closed) to 1 (wide open).</summary>
    public float MouthOpen { get; init => field = FaceRange.Unit(value); }

    /// <summary>Eyelids: 0 (open) to 1 (closed).</summary>
    public float Blink { get; init => field = FaceRange.Unit(value); }

    /// <summary>Brows: -1 (lowered) to 1 (raised).</summary>
    public float BrowRaise { get; init => field = FaceRange.Signed(value); }

    /// <summary>Gaze to the viewer's left (-1) or right (1), relative to the head.</summary>
    public float GazeX { get; init => field = FaceRange.Signed(value); }

    /// <summary>Gaze down (-1) or up (1), relative to the head.</summary>
    public float GazeY { get; init => field = FaceRange.Signed(value); }
}
