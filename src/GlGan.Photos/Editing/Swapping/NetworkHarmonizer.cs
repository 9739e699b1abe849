using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Synthesis;

namespace GlGan.Editing;

/// <summary>Blends by the mask's soft edge and has a network trained for <see cref="ModelPurpose.Swap"/> refine the face: colours and light become the background's.</summary>
/// <param name="synthesizer">A synthesiser of a model trained for swaps; borrowed, and must outlive this.</param>
/// <param name="landmarks">Landmarks of the face, in pixels of the images to blend.</param>
/// <exception cref="ArgumentException">The model was trained for something else.</exception>
public sealed class NetworkHarmonizer(FaceSynthesizer synthesizer, FaceLandmarks landmarks) : IImageBlender
{
    private readonly SwapRefiner _refiner = new(synthesizer);
    private readonly AlphaBlender _alpha = new();

    /// <inheritdoc/>
    public ImageBuffer Blend(ImageBuffer foreground, ImageBuffer background, ImageMask mask)
    {
        var refined = _refiner.Refine(background, foreground, mask, new ImageMask(mask.Width, mask.Height), landmarks);
        return _alpha.Blend(refined, background, mask);
    }
}
