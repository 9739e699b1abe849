using GlGan.Imaging;

namespace GlGan.Cli.Commands;

/// <summary>A photo after an edit.</summary>
/// <param name="Pictures">Pictures that went in, of one size, and the result as the last.</param>
/// <param name="Parts">Files of the pictures that parts were taken from.</param>
internal sealed record EditedPhoto(IReadOnlyList<ImageBuffer> Pictures, params IReadOnlyList<string> Parts);
