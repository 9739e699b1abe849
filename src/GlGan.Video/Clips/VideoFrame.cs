using GlGan.Imaging;

namespace GlGan.Video;

/// <summary>A frame of a video.</summary>
/// <param name="Image">The picture, upright.</param>
/// <param name="Timestamp">When it is shown, in ticks of the video's <see cref="TimeBase"/>.</param>
public sealed record VideoFrame(ImageBuffer Image, long Timestamp);
