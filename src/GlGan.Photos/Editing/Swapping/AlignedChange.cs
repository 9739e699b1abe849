using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>Brings what a network made of an aligned face back to its photo.</summary>
internal static class AlignedChange
{
    // A curve of so many points a pixel is smooth when lines join them.
    private const int MostFinely = 4;

    /// <summary>
    /// Adds to a photo what was changed of a face in it. What is finer than the aligned face stays as it is, and so does, to the last bit, what was not changed.
    /// </summary>
    /// <param name="photo">The photo, which stays as it is.</param>
    /// <param name="before">The aligned face before.</param>
    /// <param name="after">And after.</param>
    /// <param name="alignedFromPhoto">How it was aligned.</param>
    /// <param name="allowed">How much of the change goes where, of the photo's size; all of it everywhere unless given.</param>
    internal static ImageBuffer Add(ImageBuffer photo, ImageBuffer before, ImageBuffer after, SimilarityTransform alignedFromPhoto, ImageMask? allowed = null)
    {
        var (less, more) = (Back(before, alignedFromPhoto, photo), Back(after, alignedFromPhoto, photo));
        var result = photo.Clone();
        for (var i = 0; i < result.Pixels.Length; i++)
        {
            var change = (allowed?.Values[i / 3] ?? 1) * (more.Pixels[i] - less.Pixels[i]);
            result.Pixels[i] = (byte)(Math.Clamp(result.Pixels[i] + change, 0, 255) + 0.5f);
        }

        return result;
    }

    /// <summary>An aligned face as it lies in its photo. Beyond its border its edge pixels repeat.</summary>
    internal static ImageBuffer Back(ImageBuffer face, SimilarityTransform alignedFromPhoto, ImageBuffer photo)
    {
        var factor = (int)Math.Clamp(Math.Ceiling(1 / alignedFromPhoto.Scale), 1, MostFinely);
        var fine = factor == 1 ? face : Resampler.Resize(face, factor * face.Width, factor * face.Height, ResampleFilter.Lanczos3);
        var fineFromPhoto = alignedFromPhoto.Then(new SimilarityTransform(factor, 0, (factor - 1) / 2.0, (factor - 1) / 2.0));
        return Resampler.Warp(fine, fineFromPhoto.Inverse(), photo.Width, photo.Height);
    }
}
