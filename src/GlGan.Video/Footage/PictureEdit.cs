using GlGan.Imaging;

namespace GlGan.Video;

/// <summary>An edit that someone wrote.</summary>
/// <param name="edit">Returns the frame as it is to be, its own image where nothing changes.</param>
internal sealed class PictureEdit(Func<ImageBuffer, IReadOnlyList<TrackedFace>, ImageBuffer> edit) : IFrameEdit
{
    /// <inheritdoc/>
    public EditedFrame Edit(ImageBuffer frame, IReadOnlyList<TrackedFace> faces)
    {
        try
        {
            return new EditedFrame(edit(frame, faces));
        }
        catch (ArgumentException problem)
        {
            return new EditedFrame(frame, problem.Message);
        }
    }
}
