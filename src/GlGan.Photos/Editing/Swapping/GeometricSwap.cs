using GlGan.Faces;
using GlGan.Faces.Head;
using GlGan.Faces.Priors;
using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>
/// Shows a face under another pose without a model: an average head is fitted to both faces, and each of its triangles is mapped from the source to the
/// target. What the source hides of a face that the target shows comes from the other half of the face, mirrored. The face
/// keeps its proportions, brows, lids and lips, an open mouth open and a closed one closed, under the target's pose; with 68 landmarks of both faces it follows all their contours and lies
/// within the target's outline.
/// </summary>
public sealed class GeometricSwap : ISwapMethod
{
    internal FittedHeads Heads { get; init; } = FittedHeads.Shared;

    /// <inheritdoc/>
    public RenderedFace Render(ImageBuffer source, DetectedFace sourceFace, ImageBuffer target, DetectedFace targetFace)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(sourceFace);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(targetFace);
        var place = FaceTransplant.Place(sourceFace, targetFace, Heads);
        var view = HeadRenderer.Render(source, sourceFace, target, place, Heads);
        return new RenderedFace(view.Image, view.Coverage, place);
    }
}
