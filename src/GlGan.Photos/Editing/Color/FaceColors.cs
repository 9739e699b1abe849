using System.Numerics;
using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>What is known of the colours of one face, in a picture that was shrunk first.</summary>
internal sealed class FaceColors
{
    // Lids nearer to each other hide the white of the eye, lips the teeth: fractions of the width.
    private const float ClosedEye = 0.12f, ClosedMouth = 0.1f;

    /// <summary>Measures a face.</summary>
    /// <param name="photo">The picture.</param>
    /// <param name="face">The face in it.</param>
    /// <param name="cover">Where the face shows.</param>
    /// <param name="scale">How much it is shrunk.</param>
    internal FaceColors(ImageBuffer photo, DetectedFace face, ImageMask cover, double scale)
    {
        (Width, Height) = (Math.Max(1, (int)Math.Round(scale * photo.Width)), Math.Max(1, (int)Math.Round(scale * photo.Height)));
        var ratio = new Vector2((float)Width / photo.Width, (float)Height / photo.Height);
        var small = face.Map(point => (point + new Vector2(0.5f)) * ratio - new Vector2(0.5f));
        var planes = new LabPlanes(Resampler.Resize(photo, Width, Height));
        var parts = new FaceParts(small);
        (Eyes, Teeth, Mouth) = (parts.Eyes(Width, Height), parts.Teeth(Width, Height), parts.Mouth(Width, Height));
        var shown = MaskFilters.Resize(cover, Width, Height);
        Light = SkinLight.Of(planes, MaskFilters.Minimum(shown, MaskFilters.Invert(parts.Features(Width, Height))), small.Size);
        EyeWhite = parts.EyeOpening > ClosedEye ? WhiteLevel.Of(planes, MaskFilters.Minimum(shown, Eyes)) : null;
        Lips = Lip(planes, MaskFilters.Minimum(shown, MaskFilters.Minimum(Mouth, MaskFilters.Invert(Teeth))));
        ToothWhite = parts.MouthOpening > ClosedMouth ? WhiteLevel.Of(planes, MaskFilters.Minimum(shown, Teeth)) : null;
    }

    internal int Width { get; }

    internal int Height { get; }

    internal ImageMask Eyes { get; }

    internal ImageMask Teeth { get; }

    /// <summary>The lips and what is between them.</summary>
    internal ImageMask Mouth { get; }

    /// <summary>The skin, or null where none shows.</summary>
    internal SkinLight? Light { get; }

    /// <summary>How the lips' colour differs from the skin's; without their lightness.</summary>
    internal (float A, float B) Lips { get; }

    /// <summary>The white of the eyes, or null where it does not show.</summary>
    internal WhiteLevel? EyeWhite { get; }

    /// <summary>The brightest between the lips, or null where it does not show.</summary>
    internal WhiteLevel? ToothWhite { get; }

    private (float A, float B) Lip(LabPlanes planes, ImageMask lips) =>
        Light is { Mean: var skin } && WeightedRank.Of(planes.A, lips.Values, 0.5) is { } a && WeightedRank.Of(planes.B, lips.Values, 0.5) is { } b
            ? (a - skin.A, b - skin.B)
            : default;
}
