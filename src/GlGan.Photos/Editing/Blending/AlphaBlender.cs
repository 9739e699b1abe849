using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>Mixes foreground and background by the mask, pixel by pixel: <c>background + mask · (foreground − background)</c>, rounded.</summary>
public sealed class AlphaBlender : IImageBlender
{
    /// <inheritdoc/>
    public ImageBuffer Blend(ImageBuffer foreground, ImageBuffer background, ImageMask mask)
    {
        BlendArguments.Require(foreground, background, mask);
        var result = background.Clone();
        byte[] front = foreground.Pixels, pixels = result.Pixels;
        for (int i = 0, at = 0; i < mask.Values.Length; i++, at += 3)
        {
            var alpha = mask.Values[i];
            if (alpha == 0) continue;
            for (var channel = at; channel < at + 3; channel++)
                pixels[channel] = (byte)(pixels[channel] + alpha * (front[channel] - pixels[channel]) + 0.5f);
        }

        return result;
    }
}
