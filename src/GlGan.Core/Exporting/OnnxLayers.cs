using System.Runtime.InteropServices;
using GlGan.Layers;
using static TorchSharp.torch;

namespace GlGan.Exporting;

/// <summary>Adds the layers of a folded network to a graph, with weights by checkpoint keys. Values are <c>[N, C, H, W]</c>.</summary>
/// <param name="graph">Where the nodes go.</param>
/// <param name="weights">The network's <c>state_dict</c>, without batch normalisations; borrowed.</param>
internal sealed class OnnxLayers(OnnxGraph graph, IReadOnlyDictionary<string, Tensor> weights)
{
    private const float NormEpsilon = 1e-5f, PixelEpsilon = 1e-2f;

    /// <summary>A convolution that keeps the size.</summary>
    internal string Convolution(string input, string key) => Convolve("Conv", input, key);

    /// <summary>Convolution, normalisation if there is one, ReLU.</summary>
    internal string Block(string input, string key, NormKind norm) => Activate(Convolve("Conv", input, $"{key}.conv"), key, norm);

    /// <summary>The same with a stride-1 transposed convolution.</summary>
    internal string TransposedBlock(string input, string key, NormKind norm) => Activate(Convolve("ConvTranspose", input, $"{key}.conv"), key, norm);

    /// <summary>A chain of blocks with a skip around it.</summary>
    internal string Residual(string input, string key, NormKind norm)
    {
        var hidden = input;
        for (var i = 0; weights.ContainsKey($"{key}.blocks.{i}.conv.weight"); i++) hidden = Block(hidden, $"{key}.blocks.{i}", norm);
        var skip = weights.ContainsKey($"{key}.project.weight") ? Convolution(input, $"{key}.project") : input;
        return graph.Node("Add", [hidden, skip]);
    }

    /// <summary>The largest value of each 2×2 pixels.</summary>
    internal string Pool(string input) => graph.Node("MaxPool", [input], new("kernel_shape", new long[] { 2, 2 }), new("strides", new long[] { 2, 2 }));

    /// <summary>Every pixel four times: twice the size.</summary>
    internal string Enlarge(string input) => graph.Node(
        "Resize",
        [input, "", graph.Numbers([1, 1, 2, 2], 4)],
        new("mode", "nearest"),
        new("coordinate_transformation_mode", "asymmetric"),
        new("nearest_mode", "floor"));

    /// <summary>Multiplies by matrices on both sides: <c>rows · input · columns</c>.</summary>
    /// <param name="input">What is multiplied.</param>
    /// <param name="rows"><c>[h, H]</c>; borrowed.</param>
    /// <param name="columns"><c>[W, w]</c>; borrowed.</param>
    internal string Transform(string input, Tensor rows, Tensor columns) => graph.Node("MatMul", [Matrix(rows), graph.Node("MatMul", [input, Matrix(columns)])]);

    /// <summary>Joins channels.</summary>
    internal string Join(params string[] inputs) => graph.Node("Concat", inputs, new AttributeProto("axis", 1L));

    /// <summary>Scales the feature vector of every pixel to a root mean square of 1.</summary>
    internal string NormalizePixels(string input)
    {
        var mean = graph.Node("ReduceMean", [graph.Node("Mul", [input, input])], new("axes", new long[] { 1 }), new("keepdims", 1L));
        var root = graph.Node("Sqrt", [graph.Node("Add", [mean, graph.Number(PixelEpsilon)])]);
        return graph.Node("Div", [input, root]);
    }

    private string Convolve(string type, string input, string key)
    {
        string[] inputs = [input, Weight($"{key}.weight")];
        if (weights.ContainsKey($"{key}.bias")) inputs = [.. inputs, Weight($"{key}.bias")];
        var kernel = weights[$"{key}.weight"].shape[2..];
        var padding = kernel[0] / 2;
        return graph.Node(type, inputs, new("kernel_shape", kernel), new("strides", new long[] { 1, 1 }), new("pads", new[] { padding, padding, padding, padding }));
    }

    private string Activate(string input, string key, NormKind norm)
    {
        if (norm == NormKind.Instance)
        {
            var channels = weights[$"{key}.conv.bias"].shape[0];
            var (scale, shift) = (new float[channels], new float[channels]);
            Array.Fill(scale, 1);
            input = graph.Node("InstanceNormalization", [input, graph.Numbers(scale, channels), graph.Numbers(shift, channels)], new AttributeProto("epsilon", NormEpsilon));
        }

        return graph.Node("Relu", [input]);
    }

    private string Weight(string key)
    {
        using var scope = NewDisposeScope();
        return graph.Floats(key, Values(weights[key]), weights[key].shape);
    }

    private string Matrix(Tensor matrix)
    {
        using var scope = NewDisposeScope();
        return graph.Numbers(Values(matrix), matrix.shape);
    }

    private static ReadOnlySpan<float> Values(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.detach().to(ScalarType.Float32).cpu().contiguous().bytes);
}
