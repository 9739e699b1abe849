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
    // The network was trained on faces of some 10 to 300 pixels.
    private const int SmallestCopy = 160, LargestCopy = 2560, LeastSide = 320, TurnedCopy = 640;
    private const float SurelyUpright = 0.92f, SameFace = 0.25f;

    private readonly YuNetNetwork _network;
    private readonly float _minScore;

    /// <summary>Loads the network.</summary>
    /// <param name="path">A file as YuNet's authors publish them, with sides of any length (<c>yunet_n_dynamic.onnx</c>).</param>
    /// <param name="options">What counts as a face; defaults unless given.</param>
    /// <exception cref="ArgumentException">The options are invalid.</exception>
    /// <exception cref="OnnxException">The file is no such network.</exception>
    public YuNetDetector(string path, YuNetOptions? options = null)
    {
        _minScore = options.ValidOrDefault().MinScore;
        _network = new YuNetNetwork(path);
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
    public IReadOnlyList<DetectedFace> Detect(ImageBuffer image)
    {
        ArgumentNullException.ThrowIfNull(image);
        List<DetectedFace> faces = [];
        foreach (var candidate in Find(image).OrderByDescending(face => face.Area))
        {
            // From near, two candidates may turn out to be one face.
            var face = new DetectedFace(FaceCloseUp.Refine(_network, image, candidate.Landmarks));
            if (LandmarkSense.Problem(face.Landmarks, image.Width, image.Height) is null && !faces.Exists(other => Vector2.Distance(other.Landmarks.Nose, face.Landmarks.Nose) < SameFace * other.Size)) faces.Add(face);
        }

        return faces;
    }

    /// <summary>Frees the network.</summary>
    public void Dispose() => _network.Dispose();

    // YuNet takes turned faces for upright ones, of which it is less sure.
    private IEnumerable<FaceCandidate> Find(ImageBuffer image)
    {
        var best = Candidates(image, LargestCopy);
        var score = Best(best);
        if (score >= SurelyUpright) return best;
        var small = Smaller(image, TurnedCopy);
        for (var quarters = 1; quarters < 4; quarters++)
        {
            var turned = Candidates(TurnedImage.Of(small, quarters), TurnedCopy);
            if (Best(turned) <= score) continue;
            score = Best(turned);
            Matrix3x2.Invert(TurnedImage.Turn(small, quarters), out var back);
            best = [.. turned.Select(face => (face with { Landmarks = face.Landmarks.Map(point => Vector2.Transform(point, back)) }).Scaled(Ratio(image, small)))];
        }

        return best;
    }

    private static float Best(List<FaceCandidate> faces) => faces.Count == 0 ? 0 : faces.Max(face => face.Score);

    private List<FaceCandidate> Candidates(ImageBuffer image, int largest)
    {
        List<FaceCandidate> found = [];
        var copy = Smaller(image, largest);
        if (Math.Max(copy.Width, copy.Height) < LeastSide) copy = Resized(copy, LeastSide);
        while (true)
        {
            var scale = Ratio(image, copy);
            found.AddRange(_network.Look(copy, _minScore).Select(face => face.Scaled(scale)));
            var side = Math.Max(copy.Width, copy.Height);
            if (side <= SmallestCopy) return FaceCandidate.Distinct(found);
            copy = Resized(copy, Math.Max(SmallestCopy, side / 2));
        }
    }

    private static ImageBuffer Smaller(ImageBuffer image, int side) => Math.Max(image.Width, image.Height) <= side ? image : Resized(image, side);

    private static ImageBuffer Resized(ImageBuffer image, int side)
    {
        var scale = (double)side / Math.Max(image.Width, image.Height);
        return Resampler.Resize(image, Math.Max(1, (int)Math.Round(scale * image.Width)), Math.Max(1, (int)Math.Round(scale * image.Height)));
    }

    private static Vector2 Ratio(ImageBuffer image, ImageBuffer copy) => new((float)image.Width / copy.Width, (float)image.Height / copy.Height);
}
