using GlGan.Faces;
using GlGan.Faces.Head;
using GlGan.Faces.Priors;
using GlGan.Imaging;
using GlGan.Synthesis;

namespace GlGan.Editing;

/// <summary>
/// Renders as <see cref="GeometricSwap"/> and has a network trained for <see cref="ModelPurpose.Swap"/> refine the result: colours and light become the target's, and seams
/// go. It has matched the colours: leave <see cref="SwapOptions.ColorTransfer"/> out.
/// </summary>
/// <param name="synthesizer">A synthesiser of a model trained for swaps; borrowed, and must outlive this.</param>
/// <exception cref="ArgumentException">The model was trained for something else.</exception>
public sealed class NetworkSwap(FaceSynthesizer synthesizer) : ISwapMethod
{
    private readonly SwapRefiner _refiner = new(synthesizer);

    /// <inheritdoc/>
    public RenderedFace Render(ImageBuffer source, DetectedFace sourceFace, ImageBuffer target, DetectedFace targetFace)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(sourceFace);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(targetFace);
        var place = FaceTransplant.Place(sourceFace, targetFace, FittedHeads.Shared);
        var view = HeadRenderer.Render(source, sourceFace, target, place, FittedHeads.Shared);
        return new RenderedFace(_refiner.Refine(target, view.Image, view.Coverage, view.Mirrored, targetFace.Landmarks), view.Coverage, place);
    }
}
