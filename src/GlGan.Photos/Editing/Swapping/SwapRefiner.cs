using GlGan.Faces;
using GlGan.Faces.Priors;
using GlGan.Imaging;
using GlGan.Synthesis;

namespace GlGan.Editing;

/// <summary>
/// Refines a face that was put into a photo by a network trained for <see cref="ModelPurpose.Swap"/>. The network works at its own size; what it changes is brought back to
/// the photo's, so that the face keeps its detail.
/// </summary>
internal sealed class SwapRefiner
{
    // Of the network's image: what is finer is who the source is, and stays; colours, light and seams are coarser.
    private const double Detail = 0.07;

    private readonly FaceSynthesizer _synthesizer;

    /// <summary>Takes a synthesiser, which is borrowed.</summary>
    /// <exception cref="ArgumentException">Its model was trained for something else.</exception>
    internal SwapRefiner(FaceSynthesizer synthesizer)
    {
        ArgumentNullException.ThrowIfNull(synthesizer);
        _synthesizer = synthesizer.Purpose == ModelPurpose.Swap
            ? synthesizer
            : throw new ArgumentException(
                $"This model was trained for {synthesizer.Purpose}; swaps are refined by one trained for {ModelPurpose.Swap}: glgan train --task swap, on any photos with landmarks.",
                nameof(synthesizer));
    }

    /// <summary>Refines.</summary>
    /// <param name="photo">The photo.</param>
    /// <param name="swapped">It with the face painted onto it.</param>
    /// <param name="coverage">Where, and how much of a pixel.</param>
    /// <param name="mirrored">How much of the face there is its other half.</param>
    /// <param name="landmarks">Landmarks of the photo's own face.</param>
    /// <returns><paramref name="swapped"/> with the face refined.</returns>
    internal ImageBuffer Refine(ImageBuffer photo, ImageBuffer swapped, ImageMask coverage, ImageMask mirrored, FaceLandmarks landmarks)
    {
        var (size, template, regions) = _synthesizer.Framing;
        var own = FaceAligner.Align(photo, landmarks, template, size);
        var face = Resampler.Warp(swapped, own.Transform, size, size);
        var masks = Resampler.Warp(Packed(coverage, mirrored), own.Transform, size, size);
        var prior = GeometricPrior.Of(new HeadView(face, Plane(masks, 0), Plane(masks, 1)), own.Image);
        var refined = _synthesizer.SynthesizeAligned([SwapInput.Of(own.Image, prior, own.Landmarks, regions)])[0];
        return AlignedChange.Add(swapped, ImageFilters.GaussianBlur(prior.Image, Detail * size), ImageFilters.GaussianBlur(refined, Detail * size), own.Transform);
    }

    private static ImageBuffer Packed(ImageMask first, ImageMask second)
    {
        var image = new ImageBuffer(first.Width, first.Height);
        for (var i = 0; i < first.Values.Length; i++) (image.Pixels[3 * i], image.Pixels[3 * i + 1]) = (Level(first.Values[i]), Level(second.Values[i]));
        return image;
    }

    private static ImageMask Plane(ImageBuffer image, int channel)
    {
        var mask = new ImageMask(image.Width, image.Height);
        for (var i = 0; i < mask.Values.Length; i++) mask.Values[i] = image.Pixels[3 * i + channel] / 255f;
        return mask;
    }

    private static byte Level(float value) => (byte)(255 * value + 0.5f);
}
