using GlGan.Exporting;
using GlGan.Imaging;
using Google.Protobuf;

namespace GlGan.Tests.Onnx;

/// <summary>A network with the inputs and outputs of YuNet that takes white squares of 32×32 pixels for faces, where they lie on its grid.</summary>
internal static class WhiteSquares
{
    internal const int Side = 32;

    private const int AnyLength = 9999;

    // Of the corner of the square, in squares: eyes, nose, mouth corners.
    private static readonly float[] Landmarks = [0.3f, 0.35f, 0.7f, 0.35f, 0.5f, 0.55f, 0.35f, 0.75f, 0.65f, 0.75f];

    /// <summary>Writes the network.</summary>
    internal static string Save(string path)
    {
        var graph = new OnnxGraph(nameof(WhiteSquares));
        var input = graph.Input("input", 3, AnyLength, AnyLength);
        foreach (var stride in (int[])[8, 16, 32])
        {
            var cells = graph.Node("AveragePool", [input], new AttributeProto("kernel_shape", [stride, stride]), new AttributeProto("strides", [stride, stride]));
            var white = stride == Side ? 1 / 765f : 0;
            Output($"cls_{stride}", Map(cells, [white], [0]), 1);
            Output($"obj_{stride}", Map(cells, [white], [0]), 1);
            Output($"bbox_{stride}", Map(cells, new float[4], [0.5f, 0.5f, 0, 0]), 4);
            Output($"kps_{stride}", Map(cells, new float[10], Landmarks), 10);
        }

        var model = graph.ToModel([]);
        foreach (var dimension in model.Graph.Inputs.Concat(model.Graph.Outputs).SelectMany(value => value.Type.Tensor.Shape.Dimensions).Where(dimension => dimension.Length == AnyLength))
            dimension.Symbol = "any";
        File.WriteAllBytes(path, model.ToByteArray());
        return path;

        string Map(string cells, float[] ofColors, float[] bias)
        {
            float[] weights = [.. ofColors.SelectMany(weight => Enumerable.Repeat(weight, 3))];
            return graph.Node("Conv", [cells, graph.Numbers(weights, bias.Length, 3, 1, 1), graph.Numbers(bias, bias.Length)]);
        }

        void Output(string name, string map, int values)
        {
            graph.NamedNode(name, "Reshape", [graph.Node("Transpose", [map], new AttributeProto("perm", [0, 2, 3, 1])), graph.Integers(0, -1, values)]);
            graph.Output(name, AnyLength, values);
        }
    }

    /// <summary>A black image with white squares.</summary>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="corners">Their top left corners.</param>
    internal static ImageBuffer Draw(int width, int height, params (int X, int Y)[] corners)
    {
        var image = new ImageBuffer(width, height);
        foreach (var (left, top) in corners)
            for (var y = top; y < top + Side; y++) image.Row(y).Slice(3 * left, 3 * Side).Fill(255);
        return image;
    }
}
