using GlGan.Imaging;

namespace GlGan.Video;

/// <summary>A frame after an edit.</summary>
/// <param name="Image">The picture; the frame's own where nothing changes.</param>
/// <param name="Changes">Where faces were changed, for each that is to keep its colour steady.</param>
/// <param name="Refusal">Why a face could not be edited, where one could not.</param>
internal sealed record EditedFrame(ImageBuffer Image, IReadOnlyList<FaceChange> Changes, string? Refusal = null);
