using GlGan.Faces;
using GlGan.Faces.Masks;
using GlGan.Foundation;
using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>
/// Puts the face of one photo into others: renders it at the place of the target's face, matches its colours, and blends it in. Only the pixels under the mask
/// are touched, all others are the target's; the same arguments give the same bytes. Thread-safe.
/// </summary>
public sealed class FaceSwapper
{
    // Masks lie within this many sizes of the face around its middle.
    private const double Reach = 1.5;

    // Blenders look at what surrounds the mask.
    private const int Surroundings = 2;

    private const float NotSkinWeight = 0.35f;

    private static readonly FaceRegion[] NotSkin = [FaceRegion.LeftEye, FaceRegion.RightEye, FaceRegion.Mouth];

    private readonly ISwapMethod _method;
    private readonly SwapOptions _options;

    /// <summary>Makes a swapper.</summary>
    /// <param name="method">How the face is rendered: <see cref="GeometricSwap"/>, which needs no model, or <see cref="NetworkSwap"/>.</param>
    /// <param name="options">Mask, colours and blending; defaults unless given.</param>
    /// <exception cref="ArgumentException">Options are invalid; the message lists all errors.</exception>
    public FaceSwapper(ISwapMethod method, SwapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(method);
        _options = options.ValidOrDefault();
        _method = method;
    }

    /// <summary>Puts the source's face into the place of each of the target's faces.</summary>
    /// <param name="source">Photo with the face to show; unchanged.</param>
    /// <param name="sourceFace">That face.</param>
    /// <param name="target">Photo with the faces to replace; unchanged.</param>
    /// <param name="targetFaces">Those faces, at least one, replaced one after the other. They may lie partly outside the photo.</param>
    /// <param name="allowed">Where the photo may change at all, of its size, such as a mask that leaves out a hand before the face; everywhere unless given.</param>
    /// <exception cref="ArgumentException">
    /// The landmarks of a face cannot be those of a face in its photo (<see cref="FaceLandmarks.RequireIn"/>), <paramref name="allowed"/> has another size than the target, or nothing would
    /// change.
    /// </exception>
    public SwapResult Swap(ImageBuffer source, DetectedFace sourceFace, ImageBuffer target, IReadOnlyList<DetectedFace> targetFaces, ImageMask? allowed = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(sourceFace);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(targetFaces);
        if (allowed is not null && (allowed.Width != target.Width || allowed.Height != target.Height))
            throw new ArgumentException($"The mask is {allowed.Width}x{allowed.Height}, the target {target.Width}x{target.Height}.", nameof(allowed));
        if (targetFaces.Count == 0) throw new ArgumentException("Give at least one face of the target.", nameof(targetFaces));
        sourceFace.RequireIn(source);
        foreach (var face in targetFaces) face.RequireIn(target);
        var result = new SwapResult(target.Clone(), new ImageMask(target.Width, target.Height)) { Magnification = targetFaces.Max(face => face.Size) / sourceFace.Size };
        foreach (var face in targetFaces) Swap(source, sourceFace, result, face, allowed);
        return result.Mask.Largest > 0
            ? result
            : throw new ArgumentException("Nothing of the target would change: no pixel lies in the mask's shape, in the regions to take and not in those to keep, where a change is allowed, "
                + "and where the source shows the face.");
    }

    private void Swap(ImageBuffer source, DetectedFace sourceFace, SwapResult result, DetectedFace face, ImageMask? allowed)
    {
        var around = PixelBox.Around(face.Landmarks, Reach * face.Size).Within(result.Image);
        var target = around.Cut(result.Image);
        var targetFace = face.Map(around.Enter);
        SwapPose.Require(sourceFace, targetFace);
        var rendered = _method.Render(source, sourceFace, target, targetFace);
        var place = rendered.Face ?? targetFace;
        var mask = MaskFilters.Minimum(rendered.Coverage, Mask(targetFace, target));
        if (allowed is not null) mask = MaskFilters.Minimum(mask, around.Cut(allowed));
        var affected = PixelBox.Of(mask).Grow(Surroundings).Within(target);
        if (affected.IsEmpty) return;
        var (foreground, background, cover) = (affected.Cut(rendered.Image), affected.Cut(target), affected.Cut(mask));
        var (newFace, oldFace) = (place.Map(affected.Enter), targetFace.Map(affected.Enter));
        cover = MaskFilters.Minimum(cover, MaskFilters.Minimum(SkinCover.Draw(background, oldFace, cover, withBeard: false), SkinCover.Draw(foreground, newFace, cover, withBeard: true)));
        if (_options.ColorTransfer is { } transfer) foreground = Recolored(transfer, foreground, background, newFace, oldFace, cover);
        foreground = DetailMatch.Apply(foreground, background, cover);
        var blended = _options.Blender is FadedBlender faded
            ? faded.Blend(foreground, background, cover, SkinCover.Skin(background, oldFace, cover))
            : _options.Blender.Blend(foreground, background, cover);
        Paste(blended, cover, result, affected.Move(around.Left, around.Top));
    }

    private ImageBuffer Recolored(IColorTransfer transfer, ImageBuffer foreground, ImageBuffer background, DetectedFace face, DetectedFace targetFace, ImageMask cover)
    {
        if (transfer is IFaceColorTransfer byFace) return byFace.Transfer(foreground, face, background, targetFace, cover, _options.ColorStrength);
        var skin = Skin(targetFace, cover);
        return transfer.Transfer(foreground, skin, background, skin, _options.ColorStrength);
    }

    private ImageMask Mask(DetectedFace face, ImageBuffer target)
    {
        var mask = _options.Mask.Draw(face, target.Width, target.Height);
        if (_options.Regions is { } regions) mask = MaskFilters.Minimum(mask, new RegionFaceMask(regions).Draw(face, target.Width, target.Height));
        if (_options.Keep is { Count: > 0 } keep)
            mask = MaskFilters.Minimum(mask, MaskFilters.Invert(new RegionFaceMask(keep).Draw(face, target.Width, target.Height)));
        return mask;
    }

    // Glasses, made-up eyes and lips would pass for the colour of the skin; left out, eyes would take on its opposite.
    private static ImageMask Skin(DetectedFace face, ImageMask cover)
    {
        var other = new RegionFaceMask(NotSkin).Draw(face, cover.Width, cover.Height).Values;
        return new ImageMask(cover.Width, cover.Height, [.. cover.Values.Zip(other, (weight, part) => weight * (1 - (1 - NotSkinWeight) * part))]);
    }

    private static void Paste(ImageBuffer blended, ImageMask cover, SwapResult result, PixelBox box)
    {
        for (var y = 0; y < box.Height; y++)
        {
            var values = cover.Row(y);
            var marks = result.Mask.Row(box.Top + y)[box.Left..];
            var from = blended.Row(y);
            var to = result.Image.Row(box.Top + y)[(3 * box.Left)..];
            for (var x = 0; x < box.Width; x++)
            {
                if (values[x] == 0) continue;
                marks[x] = Math.Max(marks[x], values[x]);
                from.Slice(3 * x, 3).CopyTo(to[(3 * x)..]);
            }
        }
    }
}
