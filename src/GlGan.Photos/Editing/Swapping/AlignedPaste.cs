using GlGan.Faces;
using GlGan.Faces.Masks;
using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>Brings an aligned face back to its place in a photo.</summary>
internal static class AlignedPaste
{
    // A network knows least at the border of its image: over this fraction of the side it fades.
    private const double Fade = 0.08;

    /// <summary>The face in the photo's frame, and where it lies.</summary>
    /// <param name="photo">The photo; gives the size.</param>
    /// <param name="face">The aligned face.</param>
    /// <param name="alignedFromPhoto">How the face was aligned.</param>
    internal static RenderedFace Into(ImageBuffer photo, ImageBuffer face, SimilarityTransform alignedFromPhoto)
    {
        var last = face.Width - 1;
        var coverage = MaskPainter.Fill(photo.Width, photo.Height, Fade * face.Width / alignedFromPhoto.Scale, point =>
        {
            var place = alignedFromPhoto.Apply(point);
            return Math.Min(Math.Min(place.X, last - place.X), Math.Min(place.Y, last - place.Y)) / alignedFromPhoto.Scale;
        });
        return new RenderedFace(Resampler.Warp(face, alignedFromPhoto.Inverse(), photo.Width, photo.Height), coverage);
    }
}
