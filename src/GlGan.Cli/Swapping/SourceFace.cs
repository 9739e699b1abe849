using GlGan.Imaging;

namespace GlGan.Cli.Swapping;

/// <summary>A face to show.</summary>
/// <param name="Path">Its photo's path.</param>
/// <param name="Photo">The photo.</param>
/// <param name="Face">The face.</param>
internal sealed record SourceFace(string Path, ImageBuffer Photo, NumberedFace Face);
