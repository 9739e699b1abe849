using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Synthesis;

namespace GlGan.Editing;

/// <summary>
/// Blends by a network trained for <see cref="ModelPurpose.Region"/>, which has learnt to fit foreign regions into a face: the global view is the background's
/// face, the regions are cut from the plain blend, and what the network makes of them shows under the mask.
/// </summary>
/// <param name="synthesizer">A synthesiser of a model trained for regions; borrowed, and must outlive this.</param>
/// <param name="landmarks">Landmarks of the face, in pixels of the images to blend.</param>
/// <exception cref="ArgumentException">The model was trained for something else.</exception>
public sealed class NetworkHarmonizer(FaceSynthesizer synthesizer, FaceLandmarks landmarks) : IImageBlender
{
    private readonly FaceSynthesizer _synthesizer = RegionModels.Require(synthesizer);
    private readonly AlphaBlender _alpha = new();

    /// <inheritdoc/>
    public ImageBuffer Blend(ImageBuffer foreground, ImageBuffer background, ImageMask mask)
    {
        var pasted = _alpha.Blend(foreground, background, mask);
        var (size, template, regions) = _synthesizer.Framing;
        var global = FaceAligner.Align(background, landmarks, template, size);
        var local = FaceAligner.Align(pasted, landmarks, template, size);
        var face = _synthesizer.SynthesizeAligned([AlignedInput.Cut(global.Image, global.Landmarks, regions, _ => (local.Image, local.Landmarks))])[0];
        var (harmonized, coverage) = AlignedPaste.Into(background, face, global.Transform);
        return _alpha.Blend(harmonized, background, MaskFilters.Minimum(mask, coverage));
    }
}
