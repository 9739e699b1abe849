using System.Numerics;
using GlGan.Foundation;
using GlGan.Imaging;

namespace GlGan.Pairs;

/// <summary>Makes a box of an image unrecognisable in detail, without leaving an edge that gives the box away.</summary>
internal readonly record struct RegionDegrader(float Downsampling, float BlurSigma, float NoiseSigma)
{
    // The box is replaced whole; the transition lies outside it, this fraction of its side wide.
    private const float Feather = 1f / 8;

    /// <summary>Replaces the box in <paramref name="canvas"/> by a degraded copy of what <paramref name="source"/> shows there.</summary>
    internal void Apply(ImageBuffer source, ImageBuffer canvas, Vector2 center, int width, int height, ref CounterRandom random)
    {
        int padX = Math.Max(1, (int)(width * Feather)), padY = Math.Max(1, (int)(height * Feather));
        var left = (int)MathF.Round(center.X - (width - 1) / 2f) - padX;
        var top = (int)MathF.Round(center.Y - (height - 1) / 2f) - padY;
        var (fullWidth, fullHeight) = (width + 2 * padX, height + 2 * padY);
        var middle = new Vector2(left, top) + new Vector2(fullWidth - 1, fullHeight - 1) / 2;
        var box = Degrade(Resampler.Crop(source, middle, fullWidth, fullHeight), ref random);
        for (var y = Math.Max(0, -top); y < Math.Min(fullHeight, canvas.Height - top); y++)
        {
            var row = canvas.Row(top + y);
            var from = box.Row(y);
            for (var x = Math.Max(0, -left); x < Math.Min(fullWidth, canvas.Width - left); x++)
            {
                var weight = Ramp(x, fullWidth, padX) * Ramp(y, fullHeight, padY);
                for (var channel = 0; channel < 3; channel++)
                {
                    ref var pixel = ref row[3 * (left + x) + channel];
                    pixel = (byte)(pixel + weight * (from[3 * x + channel] - pixel) + 0.5f);
                }
            }
        }
    }

    private ImageBuffer Degrade(ImageBuffer box, ref CounterRandom random)
    {
        var (width, height) = (Math.Max(1, (int)(box.Width / Downsampling)), Math.Max(1, (int)(box.Height / Downsampling)));
        var small = Resampler.Resize(box, width, height, ResampleFilter.Box);
        var blurred = ImageFilters.GaussianBlur(Resampler.Resize(small, box.Width, box.Height), BlurSigma);
        if (NoiseSigma > 0)
        {
            // Bell has a standard deviation of a third.
            for (var i = 0; i < blurred.Pixels.Length; i++)
                blurred.Pixels[i] = (byte)(Math.Clamp(blurred.Pixels[i] + 3 * NoiseSigma * random.Bell(), 0f, 255f) + 0.5f);
        }

        return blurred;
    }

    private static float Ramp(int position, int length, int pad) => Math.Min(1, Math.Min(position + 1, length - position) / (pad + 1f));
}
