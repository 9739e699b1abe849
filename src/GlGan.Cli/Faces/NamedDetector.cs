using GlGan.Cli.Display;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Mpi;

namespace GlGan.Cli.Faces;

/// <summary>A face detector that says once which it is.</summary>
/// <param name="notice">What it says.</param>
/// <param name="isAdvice">Whether that helps also whoever has no face found; else it is said with the first one.</param>
/// <param name="detector">The detector; this owns it.</param>
internal sealed class NamedDetector(string notice, bool isAdvice, ILandmarkDetector detector) : ILandmarkDetector, IDisposable
{
    private int _said;

    /// <inheritdoc/>
    public IReadOnlyList<DetectedFace> Detect(ImageBuffer image)
    {
        var faces = detector.Detect(image);
        if ((isAdvice || faces.Count > 0) && MpiCollective.LaunchedRank == 0 && Interlocked.Exchange(ref _said, 1) == 0) Screen.Warn($"note: {notice}");
        return faces;
    }

    /// <summary>Frees the detector.</summary>
    public void Dispose() => (detector as IDisposable)?.Dispose();
}
