using System.Numerics;
using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>
/// Where a face is not hidden by hair, a beard, a hat or a hand, by colour alone: what differs from the skin near it, and reaches in from the mask's border, is no face.
/// Eyes, nose and mouth always count as face.
/// </summary>
internal static class SkinCover
{
    // Faces are looked at at about this size.
    private const double WorkingSize = 96;

    // Distance of a colour from the skin's, in lightness and in colour, from which it may be and from which it is something else.
    private const float Alike = 1, Other = 1.7f, Lightness = 13, Tint = 8;

    // Of the face's size: the soft edge, and how wide the border is.
    private const double Edge = 0.02, Border = 0.03;

    // More than so much of a face is not hidden: then the light is uneven.
    private const double MostHidden = 0.4;

    /// <summary>Draws the mask.</summary>
    /// <param name="photo">The photo.</param>
    /// <param name="face">The face in it.</param>
    /// <param name="mask">Where the face lies, of the photo's size.</param>
    /// <param name="withBeard">Whether a beard is part of the face, as that of the face that is shown, or stays where it is.</param>
    /// <returns>A mask of that size: 1 where the face shows.</returns>
    internal static ImageMask Draw(ImageBuffer photo, DetectedFace face, ImageMask mask, bool withBeard)
    {
        var (small, width, height) = Shrunk(photo, face);
        var cover = MaskFilters.Resize(mask, width, height);
        if (NotSkin(photo, small, cover) is not { } other) return ImageMask.Constant(photo.Width, photo.Height, 1);
        var parts = new FaceParts(small);
        var core = withBeard ? MaskFilters.Maximum(parts.Core(width, height), parts.Beard(width, height)) : parts.Core(width, height);
        var hidden = Reached(MaskFilters.Minimum(other, MaskFilters.Invert(core)), cover, Border * small.Size);
        var share = hidden.Values.Zip(cover.Values, (value, within) => (double)value * within).Sum() / Math.Max(1, cover.Values.Sum(value => (double)value));
        if (share > MostHidden) return ImageMask.Constant(photo.Width, photo.Height, 1);
        var soft = MaskFilters.Blur(MaskFilters.Dilate(hidden, 1), Edge * small.Size);
        return MaskFilters.Invert(MaskFilters.Resize(soft, photo.Width, photo.Height));
    }

    /// <summary>Draws where a photo shows what looks like the skin of a face, in it or around it.</summary>
    /// <param name="photo">The photo.</param>
    /// <param name="face">The face in it.</param>
    /// <param name="mask">Where the face lies, of the photo's size.</param>
    internal static ImageMask Skin(ImageBuffer photo, DetectedFace face, ImageMask mask)
    {
        var (small, width, height) = Shrunk(photo, face);
        return NotSkin(photo, small, MaskFilters.Resize(mask, width, height)) is { } other
            ? MaskFilters.Invert(MaskFilters.Resize(MaskFilters.Dilate(other, 1), photo.Width, photo.Height))
            : ImageMask.Constant(photo.Width, photo.Height, 1);
    }

    private static (DetectedFace Face, int Width, int Height) Shrunk(ImageBuffer photo, DetectedFace face)
    {
        var scale = Math.Min(1, WorkingSize / face.Size);
        int width = Math.Max(1, (int)Math.Round(scale * photo.Width)), height = Math.Max(1, (int)Math.Round(scale * photo.Height));
        var ratio = new Vector2((float)width / photo.Width, (float)height / photo.Height);
        return (face.Map(point => (point + new Vector2(0.5f)) * ratio - new Vector2(0.5f)), width, height);
    }

    private static ImageMask? NotSkin(ImageBuffer photo, DetectedFace face, ImageMask cover)
    {
        var planes = new LabPlanes(Resampler.Resize(photo, cover.Width, cover.Height));
        var features = new FaceParts(face).Features(cover.Width, cover.Height);
        return SkinLight.Of(planes, MaskFilters.Minimum(cover, MaskFilters.Invert(features)), face.Size) is { } skin
            ? new ImageMask(cover.Width, cover.Height, [.. Enumerable.Range(0, cover.Values.Length).Select(i => Unlike(planes, skin, i))])
            : null;
    }

    private static float Unlike(LabPlanes image, SkinLight skin, int i)
    {
        float l = (image.L[i] - skin.L[i]) / Lightness, a = (image.A[i] - skin.A[i]) / Tint, b = (image.B[i] - skin.B[i]) / Tint;
        // What is lighter is more often a highlight than hair.
        return SoftEllipse.SmoothStep(Alike, Other, MathF.Sqrt((l > 0 ? 0.25f : 1) * l * l + a * a + b * b));
    }

    // What is connected to what lies at the mask's border or beyond it.
    private static ImageMask Reached(ImageMask other, ImageMask cover, double border)
    {
        var inner = MaskFilters.Erode(new ImageMask(cover.Width, cover.Height, [.. cover.Values.Select(value => value > 0.5f ? 1f : 0)]), border);
        var reached = new ImageMask(other.Width, other.Height);
        Stack<int> waiting = new(Enumerable.Range(0, other.Values.Length).Where(i => inner.Values[i] == 0 && other.Values[i] > 0.5f));
        while (waiting.TryPop(out var i))
        {
            if (reached.Values[i] > 0 || other.Values[i] <= 0.3f) continue;
            reached.Values[i] = other.Values[i];
            var x = i % other.Width;
            if (x > 0) waiting.Push(i - 1);
            if (x + 1 < other.Width) waiting.Push(i + 1);
            if (i >= other.Width) waiting.Push(i - other.Width);
            if (i + other.Width < other.Values.Length) waiting.Push(i + other.Width);
        }

        return reached;
    }
}
