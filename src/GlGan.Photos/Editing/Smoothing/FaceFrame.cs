using System.Numerics;
using GlGan.Faces;

namespace GlGan.Editing;

/// <summary>Where things are on a face: an origin between the eyes, the directions along the eyes and down to the mouth, and the units of both.</summary>
internal readonly struct FaceFrame
{
    // Seen from the side the eyes come together, but each stays this wide.
    private const float NarrowestEyes = 0.6f;

    /// <exception cref="ArgumentException">Eyes and mouth coincide.</exception>
    internal FaceFrame(FaceLandmarks landmarks)
    {
        Eyes = (landmarks.LeftEye + landmarks.RightEye) / 2;
        var (between, down) = (landmarks.RightEye - landmarks.LeftEye, landmarks.MouthCenter - Eyes);
        Size = Math.Max(between.Length(), down.Length());
        if (!(Size > 0 && float.IsFinite(Size))) throw new ArgumentException("The landmarks of eyes and mouth coincide.", nameof(landmarks));
        Across = down == Vector2.Zero ? Vector2.Normalize(between) : Vector2.Normalize(new Vector2(down.Y, -down.X));
        if (Vector2.Dot(Across, between) < 0) Across = -Across;
        Down = down == Vector2.Zero ? new Vector2(-Across.Y, Across.X) : Vector2.Normalize(down);
        EyeDistance = Math.Max(between.Length(), NarrowestEyes * Size);
    }

    /// <summary>Midpoint of the eyes.</summary>
    internal Vector2 Eyes { get; }

    /// <summary>Direction from the left eye to the right one, at right angles to <see cref="Down"/>.</summary>
    internal Vector2 Across { get; }

    /// <summary>Direction from the eyes to the mouth.</summary>
    internal Vector2 Down { get; }

    /// <summary>The larger of the distances between the eyes and from them to the mouth, in pixels.</summary>
    internal float Size { get; }

    /// <summary>Distance between the eyes in pixels, at least 0.6 of <see cref="Size"/>: a unit for widths.</summary>
    internal float EyeDistance { get; }

    /// <summary>An ellipse along the axes of the face.</summary>
    internal SoftEllipse Ellipse(Vector2 center, float across, float down, float feather) => new(center, Across / across, Down / down, feather);
}
