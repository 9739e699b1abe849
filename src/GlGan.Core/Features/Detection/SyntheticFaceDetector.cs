using System.Numerics;
using GlGan.Faces;
using GlGan.Foundation;
using GlGan.Imaging;
using GlGan.Serialization;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Features;

/// <summary>
/// Finds faces and their five landmarks by a network inside this library: 0.2 million weights, trained by <c>tools/GlGan.FeatureTraining</c> on rendered people alone. It needs no download; it finds fewer faces
/// than YuNet (GlGan.Onnx), and places landmarks less exactly. Thread-safe.
/// </summary>
public sealed class SyntheticFaceDetector : ILandmarkDetector, IDisposable
{
    private const string Resource = "GlGan.Features.synthetic-face-detector.safetensors";

    // Where the means of 68 landmarks lie, seen from where the network puts its five. Medians of 34 portraits, left and right alike.
    private static readonly Vector2[] Convention = [new(0.017f, -0.079f), new(-0.017f, -0.079f), new(0, -0.058f), new(-0.003f, 0.039f), new(0.003f, 0.039f)];

    // A face may be less sure from afar, where it need not have a size and place at which the network sees it best.
    private const float FromAfar = 0.7f;

    // Grey around the image, so that the network sees its border.
    private const int Margin = 2 * FaceCells.Stride;

    private readonly FaceDetectionNetwork _network;
    private readonly FaceSearch _search;

    private SyntheticFaceDetector(FaceDetectionNetwork network, SyntheticFaceDetectorOptions options)
    {
        _network = network;
        _search = new FaceSearch(Look, new FaceSearchHabits
        {
            SmallestCopy = 32, LargestCopy = 1920, MinScore = FromAfar * options.MinScore, SurelyUpright = 0.8f, CloseUpScore = 0.1f, LeastSureness = options.MinScore, CloseUps = [(28, 80), (36, 96), (44, 112)], Convention = Convention,
        });
    }

    /// <summary>Loads the network embedded in this assembly.</summary>
    /// <param name="options">What counts as a face; defaults unless given.</param>
    /// <exception cref="ArgumentException">The options are invalid.</exception>
    public static SyntheticFaceDetector LoadEmbedded(SyntheticFaceDetectorOptions? options = null)
    {
        var valid = options.ValidOrDefault();
        using var network = EmbeddedNetwork();
        return new SyntheticFaceDetector(network.Fold(), valid);
    }

    /// <summary>Loads a network that <c>tools/GlGan.FeatureTraining</c> has written.</summary>
    /// <param name="path">Safetensors file.</param>
    /// <param name="options">What counts as a face; defaults unless given.</param>
    /// <exception cref="ArgumentException">The options are invalid.</exception>
    /// <exception cref="WeightMismatchException">The file holds another network.</exception>
    /// <exception cref="SafetensorsException">The file breaks the format.</exception>
    public static SyntheticFaceDetector Load(string path, SyntheticFaceDetectorOptions? options = null)
    {
        var valid = options.ValidOrDefault();
        using var reader = SafetensorsReader.Open(path);
        using var network = Network(reader);
        return new SyntheticFaceDetector(network.Fold(), valid);
    }

    /// <inheritdoc/>
    /// <returns>The faces, the largest first; none if there is no face.</returns>
    public IReadOnlyList<DetectedFace> Detect(ImageBuffer image) => _search.Detect(image);

    /// <summary>Frees the network.</summary>
    public void Dispose() => _network.Dispose();

    /// <summary>The embedded network as it was trained; the caller disposes it.</summary>
    internal static FaceDetectionNetwork EmbeddedNetwork()
    {
        using var stream = typeof(SyntheticFaceDetector).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = SafetensorsReader.Open(Resource, stream);
        return Network(reader);
    }

    private static FaceDetectionNetwork Network(SafetensorsReader reader)
    {
        var network = new FaceDetectionNetwork(seed: 0);
        try
        {
            ModuleWeights.Load(network, reader);
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private IReadOnlyList<FaceCandidate> Look(ImageBuffer image, float minScore)
    {
        using var gradient = no_grad();
        using var scope = NewDisposeScope();
        var pixels = TensorImages.FromImages([image]);
        var cells = _network.call(nn.functional.pad(pixels, [Margin, Margin + Missing(image.Width), Margin, Margin + Missing(image.Height)]));
        return [.. FaceCells.Read(cells.contiguous().data<float>().ToArray(), (int)cells.shape[3], minScore).Select(face => face.Moved(new Vector2(-Margin)))];
    }

    private static long Missing(int side) => (FaceCells.Stride - side % FaceCells.Stride) % FaceCells.Stride;
}
