using System.Numerics;
using GlGan.Faces;
using GlGan.Foundation;
using GlGan.Imaging;

namespace GlGan.Onnx;

/// <summary>
/// Finds faces and their five landmarks by YuNet (Wu, Peng and Yu: YuNet, a tiny millisecond-level face detector, 2023). An image is looked at in several sizes, so that faces of a few pixels
/// and faces that fill it are found, and turned by right angles where none surely stands upright. Each face is then looked at from near, and its landmarks are brought from where YuNet puts them to
/// where the templates of this library have them. Thread-safe.
/// </summary>
public sealed class YuNetDetector : ILandmarkDetector, IDisposable
{
    // Where the means of 68 landmarks lie, seen from where YuNet puts its five. Medians of 34 portraits.
    private static readonly Vector2[] Convention = [new(0.005f, -0.015f), new(-0.005f, -0.015f), new(0, -0.034f), new(0.027f, 0.012f), new(-0.027f, 0.012f)];

    private readonly YuNetNetwork _network;
    private readonly FaceSearch _search;

    /// <summary>Loads the network.</summary>
    /// <param name="path">A file as YuNet's authors publish them, with sides of any length (<c>yunet_n_dynamic.onnx</c>).</param>
    /// <param name="options">What counts as a face; defaults unless given.</param>
    /// <exception cref="ArgumentException">The options are invalid.</exception>
    /// <exception cref="OnnxException">The file is no such network.</exception>
    public YuNetDetector(string path, YuNetOptions? options = null)
    {
        var minScore = options.ValidOrDefault().MinScore;
        _network = new YuNetNetwork(path);
        // The network was trained on faces of some 10 to 300 pixels.
        _search = new FaceSearch(_network.Look, new FaceSearchHabits
        {
            SmallestCopy = 160, MinScore = minScore, SurelyUpright = 0.92f, CloseUpScore = 0.5f, CloseUps = [(260, 416), (330, 544)], Convention = Convention,
        });
    }

    /// <summary>Loads the network that <c>glgan models install yunet</c> or a <see cref="ModelStore"/> has installed.</summary>
    /// <param name="options">What counts as a face; defaults unless given.</param>
    /// <exception cref="ModelStoreException">It is not installed, or damaged; the message says what to do.</exception>
    public static YuNetDetector Installed(YuNetOptions? options = null)
    {
        var model = CatalogModel.YuNet;
        var path = new ModelStore().Find(model) ?? throw new ModelStoreException(
            $"The face detector {model} is not installed. Run: glgan models install {model.Name}. In code: await new ModelStore().InstallAsync(CatalogModel.YuNet).");
        return new YuNetDetector(path, options);
    }

    /// <inheritdoc/>
    /// <returns>The faces, the largest first; none if there is no face.</returns>
    /// <exception cref="OnnxException">The network fails.</exception>
    public IReadOnlyList<DetectedFace> Detect(ImageBuffer image) => _search.Detect(image);

    /// <summary>Frees the network.</summary>
    public void Dispose() => _network.Dispose();
}
