using GlGan.Layers;

namespace GlGan.Exporting;

/// <summary>Adds <see cref="RegionCanvas"/> and the fusions of regions on it to a graph.</summary>
/// <param name="graph">Where the nodes go.</param>
/// <param name="size">Side of the canvas in pixels.</param>
internal sealed class OnnxCanvas(OnnxGraph graph, int size)
{
    private string Canvas => graph.Indices(size, size);

    private string Zero => graph.Number(0);

    private string One => graph.Number(1);

    /// <summary>The bilinear weights that place boxes of some size: rows <c>[N, 1, S, h]</c> and columns <c>[N, w, S]</c>.</summary>
    /// <param name="centers">Centres of the boxes, <c>[N, 2]</c>.</param>
    /// <param name="height">Height of the boxes in pixels.</param>
    /// <param name="width">Width of the boxes in pixels.</param>
    internal (string Rows, string Columns) Weights(string centers, int height, int width) => (
        Weights(Positions(centers, 1, height), [1, 3], graph.Indices(height, height), height),
        Weights(Positions(centers, 0, width), [1], graph.Indices(width, width, 1), width));

    /// <summary>Boxes <c>[N, C, h, w]</c> on the canvas, <c>[N, C, S, S]</c>.</summary>
    internal string Place(string boxes, int height, int width, (string Rows, string Columns) weights)
    {
        var lines = graph.Node("Reshape", [boxes, graph.Integers(0, -1, width)]);
        var wide = graph.Node("Reshape", [graph.Node("MatMul", [lines, weights.Columns]), graph.Integers(0, -1, height, size)]);
        return graph.Node("MatMul", [weights.Rows, wide]);
    }

    /// <summary>The feathered mask of a box, <c>[N, 1, S, S]</c>.</summary>
    internal string Mask(string centers, int height, int width) => graph.Node(
        "Mul",
        [
            graph.Node("Unsqueeze", [Ramp(centers, 1, height), graph.Integers(1, 3)]),
            graph.Node("Unsqueeze", [Ramp(centers, 0, width), graph.Integers(1, 2)]),
        ]);

    /// <summary>The largest value among the regions that cover a pixel, faded by the union of their masks.</summary>
    internal string MaskedMaximum(string[] features, string[] masks)
    {
        var covered = features.Zip(masks, (feature, mask) => graph.Node("Where", [IsNotPositive(mask), graph.Number(double.NegativeInfinity), feature]));
        var union = graph.Node("Max", masks);
        var highest = graph.Node("Where", [IsNotPositive(union), Zero, graph.Node("Max", [.. covered])]);
        return graph.Node("Mul", [highest, union]);
    }

    /// <summary>The mask-weighted mean of the regions, faded by the union of their masks.</summary>
    internal string MaskedBlend(string[] features, string[] masks)
    {
        var weight = graph.Node("Sum", masks);
        var divisor = graph.Node("Where", [IsNotPositive(weight), One, weight]);
        return graph.Node("Mul", [MaskedSum(features, masks), graph.Node("Div", [graph.Node("Max", masks), divisor])]);
    }

    /// <summary>The sum of the regions times their masks.</summary>
    internal string MaskedSum(string[] features, string[] masks) =>
        graph.Node("Sum", [.. features.Zip(masks, (feature, mask) => graph.Node("Mul", [feature, mask]))]);

    private string IsNotPositive(string mask) => graph.Node("LessOrEqual", [mask, Zero]);

    private string Column(string centers, long axis) => graph.Node("Gather", [centers, graph.Integers(axis)], new AttributeProto("axis", 1L));

    private string Positions(string centers, long axis, int length) =>
        graph.Node("Sub", [Canvas, graph.Node("Sub", [Column(centers, axis), graph.Number((length - 1) / 2.0)])]);

    private string Weights(string positions, long[] axes, string grid, int length)
    {
        var inside = graph.Node("Unsqueeze", [graph.Node("Clip", [positions, Zero, graph.Number(length - 1)]), graph.Integers(axes)]);
        var distance = graph.Node("Abs", [graph.Node("Sub", [inside, grid])]);
        return graph.Node("Relu", [graph.Node("Sub", [One, distance])]);
    }

    private string Ramp(string centers, long axis, int length)
    {
        var distance = graph.Node("Abs", [graph.Node("Sub", [Canvas, Column(centers, axis)])]);
        var beyond = graph.Node("Sub", [distance, graph.Number((length + 1) / 2.0)]);
        return graph.Node("Clip", [graph.Node("Mul", [beyond, graph.Number(-1 / (length / 8.0 + 1))]), Zero, One]);
    }
}
