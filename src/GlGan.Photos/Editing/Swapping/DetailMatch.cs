using GlGan.Foundation;
using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>
/// Gives a face that was put into a photo the photo's sharpness and grain: one that is sharper is blurred, one that is not is sharpened a little, and what noise it lacks is added.
/// </summary>
internal static class DetailMatch
{
    private const double Alike = 1.1, MostSharpening = 0.5, SharpeningRadius = 1.5;
    private const double MostFine = 3.0 / 255, MostCoarse = 1.5 / 255;

    // What rounding to whole levels adds is no grain.
    private const double Rounding = 0.5 / 255;

    // Deviations of what a blur of one pixel takes off white noise, and of what lies between blurs of one and two pixels.
    private const double FineShare = 0.88, CoarseShare = 0.19;

    private static readonly double[] Blurs = [0.5, 0.7, 1, 1.4, 2, 2.8];

    /// <summary>Matches.</summary>
    /// <param name="face">The face.</param>
    /// <param name="photo">What it goes into, of the same size.</param>
    /// <param name="where">Where the face shows.</param>
    internal static ImageBuffer Apply(ImageBuffer face, ImageBuffer photo, ImageMask where)
    {
        var (own, wanted) = (Lightness(face), DetailBands.Of(Lightness(photo), where));
        var bands = DetailBands.Of(own, where);
        if (wanted.Sharpness <= 0 || bands.Sharpness <= 0) return face;
        var result = own;
        if (bands.Sharpness > Alike * wanted.Sharpness)
        {
            foreach (var sigma in Blurs)
            {
                result = MaskFilters.Blur(own, sigma);
                bands = DetailBands.Of(result, where);
                if (bands.Sharpness <= Alike * wanted.Sharpness) break;
            }
        }
        else if (wanted.Sharpness > Alike * bands.Sharpness)
        {
            result = Sharpened(own, Math.Min(MostSharpening, wanted.Sharpness / bands.Sharpness - 1));
            bands = DetailBands.Of(result, where);
        }

        if (bands.Fine > Alike * wanted.Fine)
        {
            result = Calmed(result, bands, (float)(wanted.Fine / bands.Fine));
            bands = DetailBands.Of(result, where);
        }

        return Changed(face, own, Grained(result, Lack(wanted.Fine, bands.Fine, MostFine), Lack(wanted.Coarse, bands.Coarse, MostCoarse)));
    }

    private static double Lack(double wanted, double own, double most) => wanted <= Alike * own + Rounding ? 0 : Math.Min(most, Math.Sqrt(wanted * wanted - own * own));

    private static ImageMask Sharpened(ImageMask image, double amount)
    {
        var blurred = MaskFilters.Blur(image, SharpeningRadius);
        return new ImageMask(image.Width, image.Height, [.. image.Values.Zip(blurred.Values, (value, soft) => value + (float)amount * (value - soft))]);
    }

    // Small differences shrink, large ones are features.
    private static ImageMask Calmed(ImageMask image, DetailBands bands, float share)
    {
        var (one, two) = (MaskFilters.Blur(image, 1), MaskFilters.Blur(image, 2));
        var result = new ImageMask(image.Width, image.Height);
        for (var i = 0; i < result.Values.Length; i++)
            result.Values[i] = two.Values[i] + Shrunk(one.Values[i] - two.Values[i], bands.Coarse) + Shrunk(image.Values[i] - one.Values[i], bands.Fine);
        return result;

        float Shrunk(float value, double deviation)
        {
            var large = SoftEllipse.SmoothStep(2, 4, (float)(Math.Abs(value) / Math.Max(1e-4, deviation)));
            return value * (share + large * (1 - share));
        }
    }

    private static ImageMask Grained(ImageMask image, double fine, double coarse)
    {
        if (fine + coarse == 0) return image;
        var noise = new ImageMask(image.Width, image.Height);
        const float Deviation = 0.1f;
        for (var i = 0; i < noise.Values.Length; i++) noise.Values[i] = 0.5f + Deviation * Gaussian((ulong)i);
        var (one, two) = (MaskFilters.Blur(noise, 1), MaskFilters.Blur(noise, 2));
        var (first, second) = ((float)(fine / FineShare / Deviation), (float)(coarse / CoarseShare / Deviation));
        return new ImageMask(image.Width, image.Height, [.. image.Values.Select((value, i) =>
            value + first * (noise.Values[i] - one.Values[i]) + second * (one.Values[i] - two.Values[i]))]);
    }

    // Nearly: the sum of four uniform numbers.
    private static float Gaussian(ulong pixel)
    {
        var bits = CounterRandom.Mix(pixel);
        var sum = (bits & 0xFFFF) + (bits >> 16 & 0xFFFF) + (bits >> 32 & 0xFFFF) + (bits >> 48);
        return (sum / 65535f - 2) * 1.732f;
    }

    private static ImageMask Lightness(ImageBuffer image)
    {
        var mask = new ImageMask(image.Width, image.Height);
        var pixels = image.Pixels;
        for (int i = 0, at = 0; at < pixels.Length; i++, at += 3) mask.Values[i] = (0.299f * pixels[at] + 0.587f * pixels[at + 1] + 0.114f * pixels[at + 2]) / byte.MaxValue;
        return mask;
    }

    private static ImageBuffer Changed(ImageBuffer image, ImageMask before, ImageMask after)
    {
        var result = image.Clone();
        var pixels = result.Pixels;
        for (var at = 0; at < pixels.Length; at++)
        {
            float own = pixels[at], change = byte.MaxValue * (after.Values[at / 3] - before.Values[at / 3]);
            pixels[at] = (byte)(Math.Clamp(own + change, Math.Min(own, GamutLimit.Least), Math.Max(own, GamutLimit.Most)) + 0.5f);
        }

        return result;
    }
}
