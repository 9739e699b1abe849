using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>Swapping, blending and smoothing under one roof, each by the part it is given. Thread-safe.</summary>
/// <param name="swapMethod">How a swapped face is rendered: <see cref="GeometricSwap"/>, which needs no model, unless given.</param>
/// <param name="swapOptions">Mask, colours and blending of swapped faces; defaults unless given.</param>
/// <param name="blender">How <see cref="Blend"/> puts one image into another: <see cref="PoissonBlender"/> unless given.</param>
/// <param name="smoother">How <see cref="Smooth"/> smooths: <see cref="GuidedFilter"/> unless given.</param>
/// <exception cref="ArgumentException"><paramref name="swapOptions"/> are invalid; the message lists all errors.</exception>
public sealed class FaceEditor(ISwapMethod? swapMethod = null, SwapOptions? swapOptions = null, IImageBlender? blender = null, IImageSmoother? smoother = null)
{
    private readonly FaceSwapper _swapper = new(swapMethod ?? new GeometricSwap(), swapOptions);
    private readonly IImageBlender _blender = blender ?? new PoissonBlender();
    private readonly IImageSmoother _smoother = smoother ?? new GuidedFilter();

    /// <inheritdoc cref="FaceSwapper.Swap(ImageBuffer, DetectedFace, ImageBuffer, IReadOnlyList{DetectedFace}, ImageMask)"/>
    public SwapResult Swap(ImageBuffer source, DetectedFace sourceFace, ImageBuffer target, IReadOnlyList<DetectedFace> targetFaces, ImageMask? allowed = null) =>
        _swapper.Swap(source, sourceFace, target, targetFaces, allowed);

    /// <inheritdoc cref="IImageBlender.Blend"/>
    public ImageBuffer Blend(ImageBuffer foreground, ImageBuffer background, ImageMask mask) => _blender.Blend(foreground, background, mask);

    /// <inheritdoc cref="IImageSmoother.Smooth"/>
    public ImageBuffer Smooth(ImageBuffer image) => _smoother.Smooth(image);
}
