using System.Numerics;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Serialization;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Features;

/// <summary>
/// Finds 68 landmarks of a face by a network inside this library: 0.5 million weights, trained by <c>tools/GlGan.FeatureTraining</c> on rendered people alone. It needs about where the face is, as a detector or
/// five landmarks say it. Thread-safe.
/// </summary>
public sealed class SyntheticLandmarkFinder : ILandmarkRefiner, IDisposable
{
    private const string Resource = "GlGan.Features.synthetic-landmarks.safetensors";

    // How large the face is shown once it is known where it is.
    private static readonly float[] Looks = [0.9f, 1, 1.1f];

    private readonly LandmarkNetwork _network;
    private readonly Vector2[] _convention;

    private SyntheticLandmarkFinder(LandmarkNetwork network)
    {
        _network = network;
        _convention = [.. network.Convention.data<float>().ToArray().Chunk(2).Select(offset => new Vector2(offset[0], offset[1]))];
    }

    /// <summary>Loads the network embedded in this assembly.</summary>
    public static SyntheticLandmarkFinder LoadEmbedded()
    {
        using var stream = typeof(SyntheticLandmarkFinder).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = SafetensorsReader.Open(Resource, stream);
        return Load(reader);
    }

    /// <summary>Loads a network that <c>tools/GlGan.FeatureTraining</c> has written.</summary>
    /// <param name="path">Safetensors file.</param>
    /// <exception cref="WeightMismatchException">The file holds another network.</exception>
    /// <exception cref="SafetensorsException">The file breaks the format.</exception>
    public static SyntheticLandmarkFinder Load(string path)
    {
        using var reader = SafetensorsReader.Open(path);
        return Load(reader);
    }

    /// <summary>Finds the landmarks of a face.</summary>
    /// <param name="image">The image; unchanged.</param>
    /// <param name="box">About where the face is: a fifth of its size aside, a quarter larger or smaller and 25 degrees turned do no harm.</param>
    /// <exception cref="ArgumentException">The box has no size, or numbers that are not finite.</exception>
    public LandmarkEstimate Find(ImageBuffer image, FaceBox box)
    {
        ArgumentNullException.ThrowIfNull(image);
        box.Require();
        var rough = Look(image, box, [1]);
        var near = FaceBox.Of(rough.Landmarks.ToFivePoints());
        var fine = near.Size > 0 && float.IsFinite(near.Size) ? Look(image, near, Looks) : rough;
        return fine with { Landmarks = FaceConvention.Apply(fine.Landmarks, _convention) };
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">All landmarks coincide.</exception>
    public DetectedFace Refine(ImageBuffer image, DetectedFace face)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(face);
        return new DetectedFace(Find(image, FaceBox.Of(face.Landmarks)).Landmarks) { Origin = face.Origin };
    }

    /// <summary>Frees the network.</summary>
    public void Dispose() => _network.Dispose();

    /// <summary>A finder by a network as it is now.</summary>
    /// <param name="network">The network; borrowed.</param>
    internal static SyntheticLandmarkFinder Of(LandmarkNetwork network) => new(network.Fold());

    private static SyntheticLandmarkFinder Load(SafetensorsReader reader)
    {
        using var network = new LandmarkNetwork(seed: 0);
        ModuleWeights.Load(network, reader);
        return Of(network);
    }

    // The mean of what the network says of the face in several sizes, and mirrored.
    private LandmarkEstimate Look(ImageBuffer image, FaceBox box, float[] sizes)
    {
        const int Side = LandmarkNetwork.ImageSize;
        using var gradient = no_grad();
        using var scope = NewDisposeScope();
        Matrix3x2[] views = [.. sizes.Select(size => box.Into(size * LandmarkNetwork.FaceSide, Side))];
        ImageBuffer[] crops = [.. views.Select(view => Resampler.Warp(image, view, Side, Side))];
        var said = _network.call(TensorImages.FromImages([.. crops, .. crops.Select(ImageFilters.Mirror)])).data<float>().ToArray();
        var points = new Vector2[FaceLandmarks68.Count];
        var errors = new float[FaceLandmarks68.Count];
        for (var look = 0; look < 2 * views.Length; look++)
        {
            var (view, isMirrored) = (look % views.Length, look >= views.Length);
            Matrix3x2.Invert(views[view], out var back);
            var values = said.AsMemory(3 * FaceLandmarks68.Count * look, 3 * FaceLandmarks68.Count);
            var found = new FaceLandmarks68([.. Enumerable.Range(0, FaceLandmarks68.Count).Select(i => FacePoints.InPixels(new Vector2(values.Span[3 * i], values.Span[3 * i + 1]), new Vector2(Side)))]);
            if (isMirrored) found = found.Mirror(Side);
            for (var i = 0; i < points.Length; i++)
            {
                points[i] += Vector2.Transform(found.Points[i], back) / (2 * views.Length);
                errors[i] += MathF.Exp(values.Span[3 * (isMirrored ? FaceLandmarks68.Mirrored(i) : i) + 2]) * Side / LandmarkNetwork.FaceSide / (2 * views.Length * sizes[view]);
            }
        }

        return new LandmarkEstimate(new FaceLandmarks68(points), errors);
    }
}
