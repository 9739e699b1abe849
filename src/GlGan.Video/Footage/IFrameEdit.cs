using GlGan.Imaging;

namespace GlGan.Video;

/// <summary>What is done to each frame: by itself, on several threads at once, the same result for the same frame and faces.</summary>
internal interface IFrameEdit
{
    /// <summary>Edits a frame, which stays as it is.</summary>
    EditedFrame Edit(ImageBuffer frame, IReadOnlyList<TrackedFace> faces);
}
