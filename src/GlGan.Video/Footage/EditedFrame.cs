using GlGan.Imaging;

namespace GlGan.Video;

/// <summary>A frame after an edit.</summary>
/// <param name="Image">The picture; the frame's own where nothing changes.</param>
/// <param name="Refusal">Why a face could not be edited, where one could not.</param>
internal sealed record EditedFrame(ImageBuffer Image, string? Refusal = null);
