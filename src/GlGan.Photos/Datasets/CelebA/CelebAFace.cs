using System.Numerics;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Rendering;

namespace GlGan.Datasets;

/// <summary>One image of a synthetic CelebA: who is on it, in which split, and how it is framed.</summary>
internal readonly record struct CelebAFace(int Identity, int View, int Split)
{
    /// <summary>Height of the published images in pixels; they are 178 wide.</summary>
    internal const int PublishedHeight = 218;

    // The photos of a person turn by up to 45 degrees: CelebA's faces were found by a detector of near-frontal ones.
    private const float TurnShare = 0.5f;

    private const int PublishedWidth = 178;

    /// <summary>CelebA's mean landmarks on the square that the image is the middle of.</summary>
    private static readonly FaceTemplate Framing = new("celeba218", PublishedHeight, new FaceLandmarks(
        new(69, 111), new(108, 111), new(88, 136), new(71, 152), new(105, 152)).Map(point => point + new Vector2((PublishedHeight - PublishedWidth) / 2, 0)));

    /// <summary>Which person and photo an image is: splits lie behind each other, with persons of their own where there are enough.</summary>
    internal static CelebAFace At(int index, CelebALayoutOptions options)
    {
        var split = index < Share(options.Images, 8) ? 0 : index < Share(options.Images, 9) ? 1 : 2;
        var (from, to) = split switch { 0 => (0, 8), 1 => (8, 9), _ => (9, 10) };
        var first = Math.Min(Share(options.IdentityCount, from), options.IdentityCount - 1);
        var persons = Math.Max(1, Share(options.IdentityCount, to) - first);
        var (view, person) = Math.DivRem(index - Share(options.Images, from), persons);
        return new CelebAFace(first + person, view, split);
    }

    /// <summary>The photo's pose, expression and light.</summary>
    internal FaceView Pose(SyntheticFaces faces)
    {
        var view = faces.View(Identity, View);
        return view with { Yaw = TurnShare * view.Yaw, Pitch = TurnShare * view.Pitch };
    }

    /// <summary>Renders the photo: 178×218 pixels at its published height.</summary>
    internal (ImageBuffer Image, DetectedFace Face) Render(SyntheticFaces faces, int height)
    {
        var face = faces.Render(Identity, Pose(faces), height, Framing);
        var margin = (int)MathF.Round(height * (PublishedHeight - PublishedWidth) / (2f * PublishedHeight));
        var image = new ImageBuffer(height - 2 * margin, height);
        for (var y = 0; y < height; y++) face.Image.Row(y).Slice(3 * margin, 3 * image.Width).CopyTo(image.Row(y));
        return (image, new DetectedFace(face.Landmarks, face.Contours).Map(point => point - new Vector2(margin, 0)));
    }

    private static int Share(int whole, int tenths) => (int)((long)whole * tenths / 10);
}
