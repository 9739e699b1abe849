using GlGan.Faces;
using GlGan.Layers;
using GlGan.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Features;

/// <summary>
/// Finds 68 landmarks of a face that is cut out. Every cell of 8×8 pixels says where it thinks each landmark is and how much it knows of it; what they say is averaged by that. Keys: <c>features</c>,
/// <c>lateral</c>, <c>neck</c>, <c>head</c>, and <c>convention</c>: where the annotation of photos has the landmarks, seen from where the network puts them (<see cref="FaceConvention"/>).
/// </summary>
internal sealed class LandmarkNetwork : Network<Tensor, Tensor>
{
    /// <summary>Side of the pictures in pixels.</summary>
    internal const int ImageSize = 96;

    /// <summary>Side of the face in them, about which it may vary by a quarter.</summary>
    internal const float FaceSide = 60;

    private const int Cells = ImageSize / (2 * FacePyramid.Block), Neck = 96;

    // Per landmark: how much a cell knows, where it thinks it is, how far off that may be.
    private const int Said = 4;

    private readonly FacePyramid _features;
    private readonly Convolution _lateral;
    private readonly ConvBlock _neck;
    private readonly Convolution _head;

    internal LandmarkNetwork(ulong seed, NormKind norm = NormKind.Batch)
        : base(nameof(LandmarkNetwork))
    {
        _features = new FacePyramid(norm);
        _lateral = new Convolution(FacePyramid.Coarse, FacePyramid.Middle, kernel: 1);
        _neck = ConvBlock.Same(FacePyramid.Middle, Neck, 3, norm);
        _head = new Convolution(Neck, Said * FaceLandmarks68.Count, kernel: 1) { InitialGain = 0.1 };
        register_module("features", _features);
        register_module("lateral", _lateral);
        register_module("neck", _neck);
        register_module("head", _head);
        register_buffer("convention", zeros(FaceLandmarks68.Count, 2));
        using var generator = new Generator(seed);
        WeightInitialization.He(this, generator);
    }

    /// <summary>Where the annotation of photos has the landmarks, seen from where the network puts them; not disposed by the caller.</summary>
    internal Tensor Convention => get_buffer("convention")!;

    /// <summary>Begins with what the embedded detector sees.</summary>
    internal void BeginWithTheDetector() => _features.BeginWithTheDetector();

    /// <summary>Where the landmarks are.</summary>
    /// <param name="images">Images <c>[N, 3, 96, 96]</c> in [-1, 1].</param>
    /// <returns><c>[N, 68, 3]</c>: x and y, of which -1 and 1 are the outer edges of the image; the logarithm of how far off that may be, in the same unit. The caller disposes it.</returns>
    public override Tensor forward(Tensor images)
    {
        TensorGuard.Shape(images, [TensorGuard.Any, 3, ImageSize, ImageSize]);
        using var scope = NewDisposeScope();
        var maps = _features.call(images);
        var context = functional.interpolate(_lateral.call(maps[2]), size: [Cells, Cells], mode: InterpolationMode.Nearest);
        var said = _head.call(_neck.call(maps[1].Plus(context))).flatten(2).view(-1, FaceLandmarks68.Count, Said, Cells * Cells);
        var weights = functional.softmax(said.narrow(2, 0, 1), 3);
        var places = cat([said.narrow(2, 1, 2).Plus(Middles(images.device)), said.narrow(2, 3, 1)], 2);
        return places.mul(weights).sum(3).MoveToOuterDisposeScope();
    }

    /// <summary>A copy that only looks: batch normalisations are folded into the convolutions before them, and no gradient flows. The caller disposes it.</summary>
    internal LandmarkNetwork Fold()
    {
        var folded = new LandmarkNetwork(seed: 0, NormKind.None);
        BatchFolding.Fill(this, folded);
        folded.Convention.copy_(Convention); // Returns the target itself.
        return folded;
    }

    // Of the cells, [2, cells].
    private static Tensor Middles(Device device)
    {
        var places = Enumerable.Range(0, Cells).Select(cell => (2 * cell + 1f) / Cells - 1).ToArray();
        float[] across = [.. Enumerable.Range(0, Cells * Cells).Select(cell => places[cell % Cells])], down = [.. Enumerable.Range(0, Cells * Cells).Select(cell => places[cell / Cells])];
        return tensor([.. across, .. down], [2, Cells * Cells], device: device);
    }
}
