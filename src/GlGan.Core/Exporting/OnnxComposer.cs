using GlGan.Faces;
using GlGan.Generators;
using GlGan.Synthesis;

namespace GlGan.Exporting;

/// <summary>Adds what <see cref="OutputComposer"/> does to a graph.</summary>
/// <param name="graph">Where the nodes go.</param>
/// <param name="canvas">Masks of regions.</param>
/// <param name="options">The generator's.</param>
internal sealed class OnnxComposer(OnnxGraph graph, OnnxCanvas canvas, GlGanGeneratorOptions options)
{
    /// <summary>The image, <c>[N, 3, S, S]</c>, under the name of the network's output.</summary>
    /// <param name="head">What the fusion network says, <c>[N, 3 to 5, S, S]</c>.</param>
    /// <param name="inputs">Inputs of the network by their names.</param>
    internal void Compose(string head, Func<string, string> inputs)
    {
        const string image = NetworkDescription.ImageOutput;
        if (OutputComposer.Repaints(options.Composition))
        {
            graph.NamedNode(image, "Tanh", [head]);
            return;
        }

        var isPrior = options.Composition == OutputComposition.Prior;
        var given = options.HasPrior ? graph.Channels(inputs(NetworkDescription.PriorInput), 0, 3) : inputs(NetworkDescription.GlobalInput);
        var change = Times(graph.Node("Tanh", [Times(graph.Channels(head, 0, 3), isPrior ? OutputComposer.PriorChangeScale : OutputComposer.ChangeScale)]), 2);
        var doubt = Plus(graph.Channels(head, 3, 1), isPrior ? OutputComposer.UnknownBias : OutputComposer.DiscardBias);
        if (isPrior) doubt = graph.Node("Add", [doubt, Times(Known(inputs), OutputComposer.KnownBias - OutputComposer.UnknownBias)]);
        var difference = graph.Node("Sub", [change, graph.Node("Mul", [graph.Node("Sigmoid", [doubt]), given])]);
        if (!isPrior)
        {
            var need = graph.Node("Sigmoid", [Plus(graph.Channels(head, 4, 1), OutputComposer.NeedBias)]);
            difference = graph.Node("Mul", [graph.Node("Mul", [difference, options.HasPrior ? Known(inputs) : Regions(inputs)]), need]);
        }

        graph.NamedNode(image, "Add", [given, difference]);
    }

    private string Times(string value, double factor) => graph.Node("Mul", [value, graph.Number(factor)]);

    private string Plus(string value, double summand) => graph.Node("Add", [value, graph.Number(summand)]);

    private string Known(Func<string, string> inputs)
    {
        var prior = inputs(NetworkDescription.PriorInput);
        return graph.Node("Add", [graph.Channels(prior, 3, 1), graph.Channels(prior, 4, 1)]);
    }

    private string Regions(Func<string, string> inputs) => graph.Node("Max", [.. options.Regions.Select(region => Mask(region, inputs(NetworkDescription.PlacementInput(region.Name))))]);

    private string Mask(FaceRegion region, string centers)
    {
        var (width, height) = OutputComposer.MaskSize(region, options.ImageSize);
        return canvas.Mask(centers, height, width);
    }
}
