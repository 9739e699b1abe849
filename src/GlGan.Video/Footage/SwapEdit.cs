using GlGan.Editing;
using GlGan.Imaging;

namespace GlGan.Video;

/// <summary>Puts faces on those of a frame.</summary>
/// <param name="swapper">How.</param>
/// <param name="choose">Which face goes onto which of a frame; those that get none stay.</param>
internal sealed class SwapEdit(FaceSwapper swapper, Func<IReadOnlyList<TrackedFace>, IEnumerable<(FaceSource Source, TrackedFace Target)>> choose) : IFrameEdit
{
    /// <inheritdoc/>
    public EditedFrame Edit(ImageBuffer frame, IReadOnlyList<TrackedFace> faces)
    {
        var image = frame;
        string? refusal = null;
        foreach (var (source, target) in choose(faces))
        {
            try
            {
                image = swapper.Swap(source.Photo, source.Face, image, [target.Face]).Image;
            }
            catch (ArgumentException problem)
            {
                refusal ??= problem.Message;
            }
        }

        return new EditedFrame(image, refusal);
    }
}
