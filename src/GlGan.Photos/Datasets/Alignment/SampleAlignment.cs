using System.Numerics;
using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Datasets;

/// <summary>Turns one sample into a square image: aligned to a template, only resized where it is aligned already, or cropped to its middle.</summary>
internal static class SampleAlignment
{
    // A face this many times as large as its aligned image is none: the landmarks are wrong.
    private const int MaxShrinking = 64;

    /// <summary>Loads and aligns a sample.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="template">Where landmarks are brought to.</param>
    /// <param name="size">Side of the result in pixels.</param>
    /// <param name="codec">Decoder.</param>
    /// <param name="pool">Where the photo and its crop go once they are not needed any more, if they come from there.</param>
    /// <exception cref="ImageFormatException">The image is damaged, or its landmarks cannot belong to it.</exception>
    internal static AlignedFace Align(FaceSample sample, FaceTemplate template, int size, IImageCodec codec, ImageBufferPool? pool = null)
    {
        var image = sample.Image.Load(codec);
        var face = Align(sample, image, template, size, pool);
        if (face.Image != image) pool?.Return(image);
        return face;
    }

    /// <summary>Whether an exception means that an image cannot be used, rather than that the program is wrong.</summary>
    internal static bool IsDamage(Exception problem) => problem is ImageFormatException or IOException or UnauthorizedAccessException or ArgumentException;

    private static AlignedFace Align(FaceSample sample, ImageBuffer image, FaceTemplate template, int size, ImageBufferPool? pool)
    {
        if (sample.Landmarks is { } known && LandmarkSense.Problem(known, image.Width, image.Height) is { } problem)
            throw new ImageFormatException(sample.LandmarksOrigin is { } origin ? $"{origin}: {problem}" : problem);
        if (sample.IsAligned) return Fit(image, sample.Landmarks, template, size);
        if (sample.Landmarks is { } landmarks)
        {
            RequireSmall(landmarks, template, size);
            return FaceAligner.Align(image, landmarks, template, size);
        }

        if (image.Width == image.Height) return Fit(image, null, template, size);
        var side = Math.Min(image.Width, image.Height);
        var square = Resampler.Crop(image, new Vector2(image.Width - 1, image.Height - 1) / 2, side, side, ImageBorder.Replicate, pool);
        var face = Fit(square, null, template, size);
        if (face.Image != square) pool?.Return(square);
        return face;
    }

    private static void RequireSmall(FaceLandmarks landmarks, FaceTemplate template, int size)
    {
        var scale = SimilarityTransform.ToTemplate(landmarks, template, size).Scale;
        if (!(scale * MaxShrinking >= 1))
            throw new ImageFormatException($"The landmarks are those of a face more than {MaxShrinking} times as large as the aligned image.");
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
