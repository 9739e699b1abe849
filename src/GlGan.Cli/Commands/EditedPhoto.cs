using GlGan.Cli.Swapping;
using GlGan.Imaging;

namespace GlGan.Cli.Commands;

/// <summary>A photo after an edit.</summary>
/// <param name="Pictures">Pictures that went in, of one size, and the result as the last.</param>
/// <param name="Parts">Files of the pictures that parts were taken from.</param>
internal sealed record EditedPhoto(IReadOnlyList<ImageBuffer> Pictures, params IReadOnlyList<string> Parts)
{
    /// <summary>The photo that was edited, whose metadata may be kept, where it is not the input.</summary>
    internal string? Photo { get; init; }

    /// <summary>What was done, to be written beside the result; given the result's path and mark.</summary>
    internal Func<string, string?, SwappedPhoto>? Record { get; init; }
}
