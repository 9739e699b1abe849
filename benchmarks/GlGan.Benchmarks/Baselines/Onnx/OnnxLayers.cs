using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace GlGan.Benchmarks.Baselines;

/// <summary>Adds the layers of the library to a graph, with weights by checkpoint keys. Values are <c>[N, C, H, W]</c>.</summary>
/// <param name="graph">Where the nodes go.</param>
/// <param name="weights">The network's <c>state_dict</c>; borrowed.</param>
internal sealed class OnnxLayers(OnnxGraph graph, IReadOnlyDictionary<string, Tensor> weights)
{
    private const float NormEpsilon = 1e-5f, PixelEpsilon = 1e-2f;

    /// <summary>A convolution that keeps the size.</summary>
    internal string Convolution(string input, string key)
    {
        var side = weights[$"{key}.weight"].shape[2];
        return Convolve("Conv", input, key, stride: 1, padding: side / 2);
    }

    /// <summary>A transposed convolution.</summary>
    internal string Transposed(string input, string key, long stride, long padding) => Convolve("ConvTranspose", input, key, stride, padding);

    /// <summary>Convolution, batch normalisation if there is one, ReLU.</summary>
    internal string Block(string input, string key) => Activate(Convolution(input, $"{key}.conv"), key);

    /// <summary>The same with a stride-1 transposed convolution.</summary>
    internal string TransposedBlock(string input, string key)
    {
        var side = weights[$"{key}.conv.weight"].shape[2];
        return Activate(Transposed(input, $"{key}.conv", stride: 1, padding: side / 2), key);
    }

    /// <summary>A chain of blocks with a skip around it.</summary>
    internal string Residual(string input, string key)
    {
        var hidden = input;
        for (var i = 0; weights.ContainsKey($"{key}.blocks.{i}.conv.weight"); i++) hidden = Block(hidden, $"{key}.blocks.{i}");
        var skip = weights.ContainsKey($"{key}.project.weight") ? Convolution(input, $"{key}.project") : input;
        return graph.Node("Add", [hidden, skip]);
    }

    /// <summary>The largest value of each 2×2 pixels.</summary>
    internal string Pool(string input) => graph.Node("MaxPool", [input], new("kernel_shape", new long[] { 2, 2 }), new("strides", new long[] { 2, 2 }));

    /// <summary>Every pixel four times: twice the size.</summary>
    internal string Enlarge(string input) => graph.Node(
        "Resize",
        [input, "", graph.Floats($"{input}.scales", [1, 1, 2, 2], 4)],
        new("mode", "nearest"),
        new("coordinate_transformation_mode", "asymmetric"),
        new("nearest_mode", "floor"));

    /// <summary>Joins channels.</summary>
    internal string Join(params string[] inputs) => graph.Node("Concat", inputs, new AttributeProto("axis", 1L));

    /// <summary>Scales the feature vector of every pixel to a root mean square of 1.</summary>
    internal string NormalizePixels(string input)
    {
        var mean = graph.Node("ReduceMean", [graph.Node("Mul", [input, input])], new("axes", new long[] { 1 }), new("keepdims", 1L));
        var root = graph.Node("Sqrt", [graph.Node("Add", [mean, graph.Number(PixelEpsilon)])]);
        return graph.Node("Div", [input, root]);
    }

    private string Convolve(string type, string input, string key, long stride, long padding)
    {
        string[] inputs = [input, Weight($"{key}.weight")];
        if (weights.ContainsKey($"{key}.bias")) inputs = [.. inputs, Weight($"{key}.bias")];
        var kernel = weights[$"{key}.weight"].shape[2..];
        return graph.Node(
            type, inputs, new("kernel_shape", kernel), new("strides", new[] { stride, stride }), new("pads", new[] { padding, padding, padding, padding }));
    }

    private string Activate(string input, string key)
    {
        if (weights.ContainsKey($"{key}.norm.weight"))
        {
            string[] parts = ["weight", "bias", "running_mean", "running_var"];
            input = graph.Node("BatchNormalization", [input, .. parts.Select(part => Weight($"{key}.norm.{part}"))], new AttributeProto("epsilon", NormEpsilon));
        }

        return graph.Node("Relu", [input]);
    }

    private string Weight(string key)
    {
        using var scope = NewDisposeScope();
        var values = weights[key].detach().contiguous();
        return graph.Floats(key, MemoryMarshal.Cast<byte, float>(values.bytes), values.shape);
    }
}
