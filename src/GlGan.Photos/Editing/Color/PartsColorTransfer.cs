using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>
/// Gives a face the colours and the light of another, part by part, in CIE L*a*b* under D65. Skin and lips follow the low frequencies of the reference's skin, so that light
/// from one side is taken along; robust statistics leave out beards, hair, make-up and highlights. Eyes and teeth follow the white of the reference's eyes, so that they do
/// not glow where a dark face goes onto a light one. All gains are bounded, and a grey reference makes everything grey. No channel becomes 0 or 255 that was not before.
/// Without faces (<see cref="IColorTransfer"/>), the masks say where skin is, and all colours follow its mean.
/// </summary>
public sealed class PartsColorTransfer : IFaceColorTransfer
{
    // Fields are low frequencies: they are worked out on faces of about this size.
    private const double WorkingSize = 96;

    /// <inheritdoc/>
    public ImageBuffer Transfer(ImageBuffer image, ImageMask? imageMask, ImageBuffer reference, ImageMask? referenceMask, double strength = 1)
    {
        ColorTransferArguments.Require(image, imageMask, reference, referenceMask, strength);
        if (SkinLight.Of(new LabPlanes(image), imageMask ?? All(image)) is not { } own) return image.Clone();
        if (SkinLight.Of(new LabPlanes(reference), referenceMask ?? All(reference)) is not { } wanted) return image.Clone();
        return new ColorMatch(own, wanted).Apply(image, strength);
    }

    /// <inheritdoc/>
    public ImageBuffer Transfer(ImageBuffer image, DetectedFace face, ImageBuffer reference, DetectedFace referenceFace, ImageMask cover, double strength = 1)
    {
        ArgumentNullException.ThrowIfNull(face);
        ArgumentNullException.ThrowIfNull(referenceFace);
        ArgumentNullException.ThrowIfNull(cover);
        ColorTransferArguments.Require(image, cover, reference, cover, strength);
        var scale = Math.Min(1, WorkingSize / referenceFace.Size);
        var (own, wanted) = (new FaceColors(image, face, cover, scale), new FaceColors(reference, referenceFace, cover, scale));
        return own.Light is null || wanted.Light is null ? image.Clone() : new ColorMatch(own, wanted).Apply(image, strength);
    }

    private static ImageMask All(ImageBuffer image) => ImageMask.Constant(image.Width, image.Height, 1);
}
