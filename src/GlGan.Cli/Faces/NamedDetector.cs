using GlGan.Cli.Display;
using GlGan.Faces;
using GlGan.Imaging;
using Spectre.Console;

namespace GlGan.Cli.Faces;

/// <summary>A face detector that says once, when it is first asked, which it is: whoever finds no face is to know what looked.</summary>
/// <param name="notice">What it says.</param>
/// <param name="detector">The detector; this owns it.</param>
internal sealed class NamedDetector(string notice, ILandmarkDetector detector) : ILandmarkDetector, IDisposable
{
    private int _said;

    /// <inheritdoc/>
    public IReadOnlyList<DetectedFace> Detect(ImageBuffer image)
    {
        if (Interlocked.Exchange(ref _said, 1) == 0) Screen.Warn(Markup.Escape($"note: {notice}"));
        return detector.Detect(image);
    }

    /// <summary>Frees the detector.</summary>
    public void Dispose() => (detector as IDisposable)?.Dispose();
}
