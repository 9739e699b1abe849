using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>
/// Applies another blender to all that a soft mask touches, and fades its result into the background by the mask. A <see cref="PoissonBlender"/> alone has no
/// use for soft edges; faded, it hides what it cannot match where textures differ.
/// </summary>
/// <param name="inner">The blender.</param>
public sealed class FadedBlender(IImageBlender inner) : IImageBlender
{
    private readonly AlphaBlender _fade = new();

    /// <inheritdoc/>
    public ImageBuffer Blend(ImageBuffer foreground, ImageBuffer background, ImageMask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        return Blend(foreground, background, background, mask);
    }

    /// <summary>Blends where not all that surrounds the mask is of the kind of what goes there, such as hair around a face: only what is gives the result its colours at the border.</summary>
    /// <param name="foreground">What is put in.</param>
    /// <param name="background">Where it goes.</param>
    /// <param name="mask">Where the foreground shows.</param>
    /// <param name="alike">Where the background is of its kind, of the same size.</param>
    internal ImageBuffer Blend(ImageBuffer foreground, ImageBuffer background, ImageMask mask, ImageMask alike) =>
        Blend(foreground, ImageFilters.Mix(background, foreground, alike), background, mask);

    private ImageBuffer Blend(ImageBuffer foreground, ImageBuffer surroundings, ImageBuffer background, ImageMask mask)
    {
        var touched = new ImageMask(mask.Width, mask.Height, Array.ConvertAll(mask.Values, value => value > 0 ? 1f : 0));
        return _fade.Blend(inner.Blend(foreground, surroundings, touched), background, mask);
    }
}
