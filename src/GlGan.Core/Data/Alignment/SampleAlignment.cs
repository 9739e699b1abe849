using System.Numerics;
using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Data;

/// <summary>Turns one sample into a square image: aligned to a template, only resized where it is aligned already, or cropped to its middle.</summary>
internal static class SampleAlignment
{
    /// <summary>Loads and aligns a sample.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="template">Where landmarks are brought to.</param>
    /// <param name="size">Side of the result in pixels.</param>
    /// <param name="codec">Decoder.</param>
    /// <param name="pool">Where the photo goes once it is not needed any more.</param>
    internal static AlignedFace Align(FaceSample sample, FaceTemplate template, int size, IImageCodec codec, ImageBufferPool? pool = null)
    {
        var image = sample.Image.Load(codec);
        var face = Align(sample, image, template, size);
        if (face.Image != image) pool?.Return(image);
        return face;
    }

    /// <summary>Whether an exception means that an image cannot be used, rather than that the program is wrong.</summary>
    internal static bool IsDamage(Exception problem) => problem is ImageFormatException or IOException or UnauthorizedAccessException or ArgumentException;

    private static AlignedFace Align(FaceSample sample, ImageBuffer image, FaceTemplate template, int size)
    {
        if (sample.IsAligned) return Fit(image, sample.Landmarks, template, size);
        if (sample.Landmarks is { } landmarks) return FaceAligner.Align(image, landmarks, template, size);
        var side = Math.Min(image.Width, image.Height);
        var middle = new Vector2(image.Width - 1, image.Height - 1) / 2;
        return Fit(image.Width == image.Height ? image : Resampler.Crop(image, middle, side, side), null, template, size);
    }

    private static AlignedFace Fit(ImageBuffer square, FaceLandmarks? landmarks, FaceTemplate template, int size)
    {
        var scale = (float)size / square.Width;
        var half = new Vector2(0.5f);
        var places = landmarks?.Map(point => (point + half) * scale - half) ?? template.At(size);
        var fitted = square.Width == size && square.Height == size ? square : Resampler.Resize(square, size, size);
        return new AlignedFace(fitted, places, SimilarityTransform.Identity);
    }
}
