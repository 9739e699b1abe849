using System.Numerics;
using GlGan.Faces;
using GlGan.Faces.Masks;
using GlGan.Imaging;
using GlGan.Synthesis;

namespace GlGan.Editing;

/// <summary>
/// Restores faces in whole photos by a network trained for <see cref="ModelPurpose.Region"/>. The network works on the aligned face at its own size; what it changes is
/// brought back to the photo's resolution and added, so that the photo keeps its own detail. Pixels outside the regions and their soft edges are the photo's, to the last bit. Thread-safe.
/// </summary>
public sealed class FaceRestorer
{
    // Of the side of the aligned face: over it ends what a network paints beyond its regions.
    private const double Fade = 0.05;

    private readonly FaceSynthesizer _synthesizer;

    /// <summary>Takes a synthesiser.</summary>
    /// <param name="synthesizer">A synthesiser of a model trained for regions; borrowed, and must outlive this.</param>
    /// <exception cref="ArgumentException">The model was trained for something else, whose result does not go back into the photo.</exception>
    public FaceRestorer(FaceSynthesizer synthesizer)
    {
        ArgumentNullException.ThrowIfNull(synthesizer);
        _synthesizer = synthesizer.Purpose == ModelPurpose.Region
            ? synthesizer
            : throw new ArgumentException(
                $"This model was trained for {synthesizer.Purpose}: {WhyNot(synthesizer.Purpose)}. Faces in photos are restored by one trained for {ModelPurpose.Region}: "
                + "glgan train --task region, on any photos with landmarks.",
                nameof(synthesizer));
    }

    /// <summary>Restores faces of a photo.</summary>
    /// <param name="photo">The photo; unchanged.</param>
    /// <param name="faces">Its faces, at least one, restored one after the other. They may lie partly outside.</param>
    /// <returns>The photo with the faces restored, of the same size. Mark it as synthetic when you save it (<see cref="ImageFile.Save"/>).</returns>
    /// <exception cref="ArgumentException">There is no face, or landmarks cannot be those of a face in the photo (<see cref="FaceLandmarks.RequireIn"/>).</exception>
    public ImageBuffer Restore(ImageBuffer photo, IReadOnlyList<DetectedFace> faces)
    {
        ArgumentNullException.ThrowIfNull(photo);
        ArgumentNullException.ThrowIfNull(faces);
        if (faces.Count == 0) throw new ArgumentException("Give at least one face of the photo.", nameof(faces));
        foreach (var face in faces) face.RequireIn(photo);
        var result = photo.Clone();
        foreach (var face in faces) RestoreIn(result, new SynthesisRequest(result, face.Landmarks));
        return result;
    }

    /// <summary>Restores one face, from regions of another photo if the request has one (<see cref="SynthesisRequest.LocalImage"/>): these come at the network's resolution.</summary>
    /// <param name="request">The photo and the face; unchanged.</param>
    /// <returns>The photo with the face restored, of the same size. Mark it as synthetic when you save it (<see cref="ImageFile.Save"/>).</returns>
    /// <exception cref="ArgumentException">
    /// A local photo comes without landmarks, or landmarks cannot be those of a face in their photo (<see cref="FaceLandmarks.RequireIn"/>).
    /// </exception>
    public ImageBuffer Restore(SynthesisRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var result = request.Image.Clone();
        RestoreIn(result, request);
        return result;
    }

    private void RestoreIn(ImageBuffer photo, SynthesisRequest request)
    {
        var (size, template, regions) = _synthesizer.Framing;
        var input = _synthesizer.Prepare(request);
        var alignedFromPhoto = SimilarityTransform.ToTemplate(request.Landmarks, template, size);
        (Vector2 Center, Vector2 Half)[] boxes = [.. input.Centers.Zip(regions, (center, region) => (center, HalfSides(region, size)))];
        var fade = Fade * size;

        // A pixel more: the edges of a change become wider where it is enlarged.
        var widest = Grown(boxes, fade + 1);
        var photoFromAligned = alignedFromPhoto.Inverse();
        var around = PixelBox.Around([.. widest.SelectMany(Corners).Select(photoFromAligned.Apply)]).Within(photo);
        if (around.IsEmpty) return;
        var after = _synthesizer.SynthesizeAligned([input])[0];
        var alignedFromBox = new SimilarityTransform(1, 0, around.Left, around.Top).Then(alignedFromPhoto);
        var part = around.Cut(photo);
        if (request.LocalImage is not null) part = new AlphaBlender().Blend(AlignedChange.Back(input.Global, alignedFromBox, part), part, Mask(boxes));
        around.Put(AlignedChange.Add(part, input.Global, after, alignedFromBox, Mask(widest)), photo);

        ImageMask Mask(IReadOnlyList<(Vector2 Center, Vector2 Half)> shapes) =>
            MaskPainter.Boxes(around.Width, around.Height, fade / alignedFromBox.Scale, alignedFromBox, shapes);
    }

    private static Vector2 HalfSides(FaceRegion region, int size)
    {
        var (width, height) = region.PixelSize(size);
        return new Vector2(width, height) * (float)(FaceRegion.Reach / 2);
    }

    private static (Vector2 Center, Vector2 Half)[] Grown((Vector2 Center, Vector2 Half)[] boxes, double by) =>
        [.. boxes.Select(box => (box.Center, box.Half + new Vector2((float)by)))];

    private static IEnumerable<Vector2> Corners((Vector2 Center, Vector2 Half) box) =>
        [box.Center - box.Half, box.Center + box.Half, box.Center + box.Half * new Vector2(1, -1), box.Center + box.Half * new Vector2(-1, 1)];

    private static string WhyNot(ModelPurpose purpose) => purpose switch
    {
        ModelPurpose.Frontal => "a frontal view belongs to another pose than the photo's, and does not go back into it",
        ModelPurpose.Swap => $"it refines swaps ({nameof(NetworkSwap)}, or glgan swap --model)",
        _ => "what it makes of a face is another picture, and does not go back into the photo",
    };
}
