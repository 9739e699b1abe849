using GlGan.Faces;
using GlGan.Features;
using GlGan.Onnx;

namespace GlGan.Samples.Web.Editing;

/// <summary>What finds faces, and its name, which people are told.</summary>
public sealed class FaceFinder(string name, ILandmarkDetector detector) : IDisposable
{
    /// <summary>What the configuration says where faces are to be marked by hand.</summary>
    internal const string None = "none";

    private const string Automatic = "auto", Embedded = "embedded";

    /// <summary>What people call it.</summary>
    public string Name => name;

    /// <summary>Finds them.</summary>
    public ILandmarkDetector Detector => detector;

    /// <summary>Opens a detector.</summary>
    /// <param name="choice"><c>embedded</c>, YuNet's file, or <c>auto</c>, the default: YuNet where it is installed, else the embedded one.</param>
    /// <exception cref="IOException">There is no such file, or it is no detector.</exception>
    public static FaceFinder Open(string? choice) => (choice ?? Automatic) switch
    {
        Embedded => new FaceFinder("the embedded detector", SyntheticFaceDetector.LoadEmbedded()),
        Automatic => new ModelStore().Find(CatalogModel.YuNet) is { } installed ? YuNet(installed) : Open(Embedded),
        var file => YuNet(file),
    };

    /// <summary>Frees the detector.</summary>
    public void Dispose() => (detector as IDisposable)?.Dispose();

    private static FaceFinder YuNet(string file) => new("YuNet", new YuNetDetector(file));
}
