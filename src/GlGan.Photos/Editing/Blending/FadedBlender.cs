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
        var touched = new ImageMask(mask.Width, mask.Height, Array.ConvertAll(mask.Values, value => value > 0 ? 1f : 0));
        return _fade.Blend(inner.Blend(foreground, background, touched), background, mask);
    }
}
