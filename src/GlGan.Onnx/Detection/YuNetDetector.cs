using System.Numerics;
using GlGan.Faces;
using GlGan.Foundation;
using GlGan.Imaging;
using Microsoft.ML.OnnxRuntime;

namespace GlGan.Onnx;

/// <summary>
/// Finds faces and their five landmarks by YuNet (Wu, Peng and Yu: YuNet, a tiny millisecond-level face detector, 2023). An image is looked at in several sizes, so that faces of a few pixels
/// and faces that fill it are found, and turned by right angles where no face stands upright. Thread-safe.
/// </summary>
public sealed class YuNetDetector : ILandmarkDetector, IDisposable
{
    // The network was trained on faces of some 10 to 300 pixels.
    private const int SmallestCopy = 160, LargestCopy = 2560, LeastSide = 320, TurnedCopy = 640;
    private const string Input = "input";

    private readonly InferenceSession _session;
    private readonly float _minScore;

    /// <summary>Loads the network.</summary>
    /// <param name="path">A file as YuNet's authors publish them, with sides of any length (<c>yunet_n_dynamic.onnx</c>).</param>
    /// <param name="options">What counts as a face; defaults unless given.</param>
    /// <exception cref="ArgumentException">The options are invalid.</exception>
    /// <exception cref="OnnxException">The file is no such network.</exception>
    public YuNetDetector(string path, YuNetOptions? options = null)
    {
        _minScore = options.ValidOrDefault().MinScore;
        _session = OnnxFile.Open(path);
        if (Misfit() is not { } misfit) return;
        _session.Dispose();
        throw new OnnxException(path, $"not YuNet: {misfit}. Take yunet_n_dynamic.onnx, which 'glgan models install yunet' brings.");
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
    public IReadOnlyList<DetectedFace> Detect(ImageBuffer image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var upright = Candidates(image, LargestCopy);
        if (upright.Count > 0) return Faces(upright);
        for (var quarters = 1; quarters < 4; quarters++)
        {
            var small = Smaller(image, TurnedCopy);
            var turned = Candidates(QuarterTurns.Turned(small, quarters), TurnedCopy);
            if (turned.Count == 0) continue;
            Matrix3x2.Invert(QuarterTurns.Turn(small, quarters), out var back);
            var scale = Ratio(image, small);
            return Faces(turned.Select(face => (face with { Landmarks = face.Landmarks.Map(point => Vector2.Transform(point, back)) }).Scaled(scale)));
        }

        return [];
    }

    /// <summary>Frees the network.</summary>
    public void Dispose() => _session.Dispose();

    private static IReadOnlyList<DetectedFace> Faces(IEnumerable<FaceCandidate> candidates) =>
        [.. candidates.OrderByDescending(face => face.Area).Select(face => new DetectedFace(face.Landmarks))];

    private List<FaceCandidate> Candidates(ImageBuffer image, int largest)
    {
        List<FaceCandidate> found = [];
        var copy = Smaller(image, largest);
        if (Math.Max(copy.Width, copy.Height) < LeastSide) copy = Resized(copy, LeastSide);
        while (true)
        {
            var scale = Ratio(image, copy);
            found.AddRange(Look(copy).Select(face => face.Scaled(scale)));
            var side = Math.Max(copy.Width, copy.Height);
            if (side <= SmallestCopy) return FaceCandidate.Distinct(found);
            copy = Resized(copy, Math.Max(SmallestCopy, side / 2));
        }
    }

    private IEnumerable<FaceCandidate> Look(ImageBuffer image)
    {
        var (width, height) = (Padded(image.Width), Padded(image.Height));
        using var input = OrtValue.CreateTensorValueFromMemory(Planes(image, width, height), [1, 3, height, width]);
        using var run = new RunOptions();
        using var outputs = _session.Run(run, [Input], [input], [.. YuNetCells.Outputs.Select(output => output.Name)]);
        return YuNetCells.Read(outputs, width, _minScore);
    }

    // Blue, green, red from 0 to 255; black beyond the image.
    private static float[] Planes(ImageBuffer image, int width, int height)
    {
        var planes = new float[3 * width * height];
        for (var y = 0; y < image.Height; y++)
        {
            var row = image.Row(y);
            for (var channel = 0; channel < 3; channel++)
            {
                var plane = planes.AsSpan(((2 - channel) * height + y) * width, image.Width);
                for (var x = 0; x < plane.Length; x++) plane[x] = row[3 * x + channel];
            }
        }

        return planes;
    }

    private static int Padded(int side) => (side + YuNetCells.Strides[^1] - 1) / YuNetCells.Strides[^1] * YuNetCells.Strides[^1];

    private static ImageBuffer Smaller(ImageBuffer image, int side) => Math.Max(image.Width, image.Height) <= side ? image : Resized(image, side);

    private static ImageBuffer Resized(ImageBuffer image, int side)
    {
        var scale = (double)side / Math.Max(image.Width, image.Height);
        return Resampler.Resize(image, Math.Max(1, (int)Math.Round(scale * image.Width)), Math.Max(1, (int)Math.Round(scale * image.Height)));
    }

    private static Vector2 Ratio(ImageBuffer image, ImageBuffer copy) => new((float)image.Width / copy.Width, (float)image.Height / copy.Height);

    private string? Misfit()
    {
        if (!_session.InputMetadata.TryGetValue(Input, out var input)) return $"it has no input '{Input}'";
        if (input.ElementType != typeof(float) || input.Dimensions is not [_, 3, < 0, < 0]) return $"its input must be [1, 3, height, width] floats of any height and width; got [{string.Join(", ", input.Dimensions)}]";
        foreach (var (name, values) in YuNetCells.Outputs)
        {
            if (!_session.OutputMetadata.TryGetValue(name, out var output)) return $"it has no output '{name}'";
            if (output.ElementType != typeof(float) || output.Dimensions is not [.., var last] || last != values) return $"its output '{name}' must be [1, cells, {values}] floats; got [{string.Join(", ", output.Dimensions)}]";
        }

        return null;
    }
}
