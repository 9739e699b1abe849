using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Tests.Web;

/// <summary>Finds nothing, and that not before it is let go, each time anew.</summary>
internal sealed class HeldDetector : ILandmarkDetector, IDisposable
{
    private readonly SemaphoreSlim _gate = new(0);

    internal void LetGo() => _gate.Release();

    public IReadOnlyList<DetectedFace> Detect(ImageBuffer image)
    {
        Assert.True(_gate.Wait(TimeSpan.FromMinutes(2)), "The detector was held for two minutes.");
        return [];
    }

    public void Dispose() => _gate.Dispose();
}
