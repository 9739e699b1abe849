using GlGan.Imaging;

namespace GlGan.Faces.Masks;

/// <summary>A mask grown or shrunk, then blurred.</summary>
/// <param name="Mask">The mask to change.</param>
public sealed record AdjustedFaceMask(IFaceMask Mask) : IFaceMask
{
    /// <summary>How far the edge moves outwards, as a fraction of the face's size from -1 to 1; negative values shrink. Default 0.</summary>
    public double Grow { get; init => field = Math.Sign(value) * MaskPainter.Fraction(Math.Abs(value), nameof(Grow)); }

    /// <summary>Standard deviation of the blur, as a fraction of the face's size. Default 0.</summary>
    public double Blur { get; init => field = MaskPainter.Fraction(value, nameof(Blur)); }

    /// <inheritdoc/>
    public ImageMask Draw(DetectedFace face, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(face);
        var mask = Mask.Draw(face, width, height);
        var moved = Grow >= 0 ? MaskFilters.Dilate(mask, Grow * face.Size) : MaskFilters.Erode(mask, -Grow * face.Size);
        return MaskFilters.Blur(moved, Blur * face.Size);
    }
}
