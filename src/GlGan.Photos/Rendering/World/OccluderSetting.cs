using System.Numerics;
using GlGan.Faces;

namespace GlGan.Rendering;

/// <summary>The face that something is in front of.</summary>
/// <param name="Landmarks">Its landmarks, in pixels of the image.</param>
/// <param name="Skin">Linear colour of the skin.</param>
/// <param name="Hair">Linear colour of the hair.</param>
/// <param name="Light">The light on it.</param>
internal readonly record struct OccluderSetting(FaceLandmarks Landmarks, Vector3 Skin, Vector3 Hair, LayerLight Light)
{
    // Of an adult, in centimetres: between the pupils, and from their middle to that of the mouth.
    private const float Eyes = 6.3f, EyesToMouth = 6.9f;

    /// <summary>Sets the frame of the face in centimetres: the origin half way between eyes and mouth, which lie 3.45 above and below it.</summary>
    /// <returns>Pixels per centimetre.</returns>
    public float Frame(ShapePainter shapes)
    {
        Vector2 top = (Landmarks.LeftEye + Landmarks.RightEye) * 0.5f, down = Landmarks.MouthCenter - top, across = Landmarks.RightEye - Landmarks.LeftEye;
        float height = Length(down), scale = Math.Max(Math.Max(height / EyesToMouth, Length(across) / Eyes), 0.1f);
        var right = height > 0 ? new Vector2(down.Y, -down.X) * (scale / height) : new Vector2(scale, 0);
        shapes.Frame(top + down * 0.5f, right);
        return scale;
    }

    private static float Length(Vector2 v) => MathF.Sqrt(v.X * v.X + v.Y * v.Y);
}
