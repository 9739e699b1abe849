using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>Swapping, blending and smoothing under one roof, each by the part it is given. Thread-safe.</summary>
/// <param name="swapMethod">How a swapped face is rendered: <see cref="GeometricSwap"/>, which needs no model, unless given.</param>
/// <param name="swapOptions">Mask, colours and blending of swapped faces; defaults unless given.</param>
/// <param name="blender">How <see cref="Blend"/> puts one image into another: <see cref="PoissonBlender"/> unless given.</param>
/// <param name="smoother">How <see cref="Smooth"/> smooths: <see cref="GuidedFilter"/> unless given.</param>
/// <param name="detector">Finds the faces of photos that come without; none unless given.</param>
/// <exception cref="ArgumentException"><paramref name="swapOptions"/> are invalid; the message lists all errors.</exception>
public sealed class FaceEditor(
    ISwapMethod? swapMethod = null, SwapOptions? swapOptions = null, IImageBlender? blender = null, IImageSmoother? smoother = null, ILandmarkDetector? detector = null)
{
    private readonly FaceSwapper _swapper = new(swapMethod ?? new GeometricSwap(), swapOptions);
    private readonly IImageBlender _blender = blender ?? new PoissonBlender();
    private readonly IImageSmoother _smoother = smoother ?? new GuidedFilter();

    /// <inheritdoc cref="FaceSwapper.Swap(ImageBuffer, DetectedFace, ImageBuffer, IReadOnlyList{DetectedFace}, ImageMask)"/>
    public SwapResult Swap(ImageBuffer source, DetectedFace sourceFace, ImageBuffer target, IReadOnlyList<DetectedFace> targetFaces, ImageMask? allowed = null) =>
        _swapper.Swap(source, sourceFace, target, targetFaces, allowed);

    /// <summary>Puts the most prominent face of a photo on every face that is found in another.</summary>
    /// <param name="source">Photo with the face to show.</param>
    /// <param name="target">Photo with the faces to replace.</param>
    /// <exception cref="InvalidOperationException">The editor has no detector.</exception>
    /// <exception cref="ArgumentException">A photo has no face.</exception>
    public SwapResult Swap(ImageBuffer source, ImageBuffer target) => Swap(source, Faces(source, nameof(source))[0], target, Faces(target, nameof(target)));

    /// <inheritdoc cref="IImageBlender.Blend"/>
    public ImageBuffer Blend(ImageBuffer foreground, ImageBuffer background, ImageMask mask) => _blender.Blend(foreground, background, mask);

    /// <inheritdoc cref="IImageSmoother.Smooth"/>
    public ImageBuffer Smooth(ImageBuffer image) => _smoother.Smooth(image);

    private IReadOnlyList<DetectedFace> Faces(ImageBuffer photo, string name)
    {
        ArgumentNullException.ThrowIfNull(photo, name);
        var finder = detector ?? throw new InvalidOperationException("The editor has no detector to find faces: give it one, or give the faces. GlGan.Onnx has YuNetDetector.");
        return finder.Detect(photo) is { Count: > 0 } faces ? faces : throw new ArgumentException($"No face was found in the {name} photo.", name);
    }
}
