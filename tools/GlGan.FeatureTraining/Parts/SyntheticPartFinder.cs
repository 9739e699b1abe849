using System.Numerics;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Rendering;
using GlGan.Serialization;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.FeatureTraining.Parts;

/// <summary>
/// Says what the pixels about a face show, by a network that has learned from rendered people alone. It sees a square of twice the face's size. Thread-safe.
/// </summary>
internal sealed class SyntheticPartFinder : IDisposable
{
    private const int Side = FacePartsNetwork.ImageSize;

    private readonly FacePartsNetwork _network;

    private SyntheticPartFinder(FacePartsNetwork network) => _network = network;

    /// <summary>Loads a network that <see cref="TrainPartsCommand"/> has written.</summary>
    /// <param name="path">Safetensors file.</param>
    /// <exception cref="WeightMismatchException">The file holds another network.</exception>
    /// <exception cref="SafetensorsException">The file breaks the format.</exception>
    internal static SyntheticPartFinder Load(string path)
    {
        using var network = new FacePartsNetwork(seed: 0);
        ModuleWeights.Load(network, path);
        return new SyntheticPartFinder(network.Fold());
    }

    /// <summary>How sure it is that each pixel shows one of some parts.</summary>
    /// <param name="image">The image; unchanged.</param>
    /// <param name="box">About where the face is.</param>
    /// <param name="parts">The parts.</param>
    /// <returns>A mask of the image's size: 1 where it is sure, 0 where it is sure of other parts, and beyond what it sees.</returns>
    /// <exception cref="ArgumentException">The box has no size, or numbers that are not finite.</exception>
    internal ImageMask Find(ImageBuffer image, FaceBox box, params IReadOnlyList<FacePart> parts)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(parts);
        box.Require();
        var view = box.Into(FacePartsNetwork.FaceSide, Side);
        var seen = Look(Resampler.Warp(image, view, Side, Side), parts);
        var mask = new ImageMask(image.Width, image.Height);
        for (var y = 0; y < mask.Height; y++)
        {
            var row = mask.Row(y);
            for (var x = 0; x < row.Length; x++) row[x] = Sample(seen, Vector2.Transform(new Vector2(x, y), view));
        }

        return mask;
    }

    /// <summary>Frees the network.</summary>
    public void Dispose() => _network.Dispose();

    // The mean over the picture and its mirror image.
    private float[] Look(ImageBuffer crop, IReadOnlyList<FacePart> parts)
    {
        using var gradient = no_grad();
        using var scope = NewDisposeScope();
        var shares = nn.functional.softmax(_network.call(TensorImages.FromImages([crop, ImageFilters.Mirror(crop)])), 1);
        var wanted = shares.index_select(1, tensor([.. parts.Distinct().Select(part => (long)part)])).sum(1);
        return wanted[0].Plus(wanted[1].flip(1)).Times(0.5).contiguous().data<float>().ToArray();
    }

    private static float Sample(float[] seen, Vector2 at)
    {
        if (!(at.X >= 0 && at.Y >= 0 && at.X <= Side - 1 && at.Y <= Side - 1)) return 0;
        int left = Math.Min((int)at.X, Side - 2), top = Math.Min((int)at.Y, Side - 2), corner = top * Side + left;
        float right = at.X - left, down = at.Y - top;
        return float.Lerp(float.Lerp(seen[corner], seen[corner + 1], right), float.Lerp(seen[corner + Side], seen[corner + Side + 1], right), down);
    }
}
