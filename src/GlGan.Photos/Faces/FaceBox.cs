using System.Numerics;

namespace GlGan.Faces;

/// <summary>About where a face is: a square of its size.</summary>
/// <param name="Middle">Middle of the square in pixels, about that of the five landmarks.</param>
/// <param name="Size">Its side in pixels, about from the hairline to the chin (<see cref="DetectedFace.Size"/> of the face seen from the front).</param>
/// <param name="Angle">How far the face leans, in radians; positive is clockwise on screen.</param>
public readonly record struct FaceBox(Vector2 Middle, float Size, float Angle = 0)
{
    // Side of the ArcFace template's square by the distance from its eyes to its mouth, which a head keeps that turns.
    private static readonly float SizeByHeight = FaceTemplate.ArcFace112.ReferenceSize / Down(FaceTemplate.ArcFace112.Landmarks).Length();

    /// <summary>The box of a face whose landmarks are known, whichever way it is turned.</summary>
    /// <param name="landmarks">Its landmarks.</param>
    /// <exception cref="ArgumentException">All landmarks coincide.</exception>
    public static FaceBox Of(FaceLandmarks landmarks)
    {
        var down = Down(landmarks);
        var size = Math.Max((float)new DetectedFace(landmarks).Size, down.Length() * SizeByHeight);
        return new FaceBox(landmarks.Middle, size, MathF.Atan2(-down.X, down.Y));
    }

    /// <summary>Refuses what is no box: numbers that are not finite, a size that is not positive.</summary>
    /// <exception cref="ArgumentException">It is none; the message says what is wrong.</exception>
    internal void Require()
    {
        if (!(float.IsFinite(Middle.X) && float.IsFinite(Middle.Y) && float.IsFinite(Angle) && Size > 0 && float.IsFinite(Size)))
            throw new ArgumentException($"A face's box needs finite numbers and a size above 0; got middle ({Middle.X}, {Middle.Y}), size {Size}, angle {Angle}.");
    }

    /// <summary>Where the image's pixels lie in a square picture in whose middle the face stands upright.</summary>
    /// <param name="side">Side of the face there.</param>
    /// <param name="size">Side of the picture.</param>
    internal Matrix3x2 Into(float side, int size) =>
        Matrix3x2.CreateTranslation(-Middle) * Matrix3x2.CreateRotation(-Angle) * Matrix3x2.CreateScale(side / Size) * Matrix3x2.CreateTranslation(new Vector2((size - 1) / 2f));

    private static Vector2 Down(FaceLandmarks landmarks) => landmarks.MouthCenter - (landmarks.LeftEye + landmarks.RightEye) / 2;
}
