using GlGan.Imaging;

namespace GlGan.Video;

/// <summary>Where a face of a frame is another's.</summary>
/// <param name="Track">Number of the face.</param>
/// <param name="Mask">How much of each pixel is, of the frame's size.</param>
internal sealed record FaceChange(int Track, ImageMask Mask);
