using GlGan.Generators;
using GlGan.Layers;

namespace GlGan.Benchmarks.Baselines;

/// <summary>
/// Translates a <see cref="GlGanGenerator"/> in evaluation mode into an ONNX model. Inputs: <c>global</c> <c>[N, 3, S, S]</c>, and for every region
/// <c>local.REGION</c> <c>[N, 3, h, w]</c> and <c>placement.REGION</c> <c>[N, 2]</c>; output: <c>image</c> <c>[N, 3, S, S]</c>.
/// </summary>
internal sealed class OnnxGenerator
{
    /// <summary>Name of the image's input.</summary>
    internal const string GlobalInput = "global";

    /// <summary>Name of the output.</summary>
    internal const string ImageOutput = "image";

    private readonly GlGanGeneratorOptions _options;
    private readonly OnnxGraph _graph = new(nameof(GlGanGenerator));
    private readonly OnnxLayers _layers;
    private readonly OnnxCanvas _canvas;

    private OnnxGenerator(GlGanGenerator generator)
    {
        _options = generator.Options;
        _layers = new OnnxLayers(_graph, generator.state_dict());
        _canvas = new OnnxCanvas(_graph, _options.ImageSize);
    }

    /// <summary>Name of a crop's input.</summary>
    internal static string LocalInput(string region) => $"local.{region}";

    /// <summary>Name of a placement's input.</summary>
    internal static string PlacementInput(string region) => $"placement.{region}";

    /// <summary>The bytes of the model.</summary>
    /// <exception cref="NotSupportedException">The generator has an option that no translated preset has; the message names it.</exception>
    internal static byte[] ToModel(GlGanGenerator generator)
    {
        var options = generator.Options;
        Require(options.Pathways == PathwayUse.Both, nameof(options.Pathways));
        Require(options.Global.Norm == NormKind.Batch, $"{nameof(options.Global)}.{nameof(options.Global.Norm)}");
        Require(options.Local.Norm == NormKind.Batch, $"{nameof(options.Local)}.{nameof(options.Local.Norm)}");
        Require(options.Local.LocalInputSize is null, $"{nameof(options.Local)}.{nameof(options.Local.LocalInputSize)}");
        Require(options.Fusion.Norm == NormKind.Batch, $"{nameof(options.Fusion)}.{nameof(options.Fusion.Norm)}");
        Require(options.Fusion.Kind == RegionFusionKind.MaskedMaximum, $"{nameof(options.Fusion)}.{nameof(options.Fusion.Kind)}");
        return new OnnxGenerator(generator).Translate();
    }

    private static void Require(bool supported, string option)
    {
        if (!supported) throw new NotSupportedException($"{option} has a value that is not translated to ONNX.");
    }

    private byte[] Translate()
    {
        var size = _options.ImageSize;
        var (globalImage, globalFeatures) = Global(_graph.Input(GlobalInput, 3, size, size));
        var (localFeatures, localImage) = Regions();
        var hidden = _layers.Join(localFeatures, localImage, globalFeatures, globalImage);
        for (var i = 0; i < 2; i++) hidden = _layers.Residual(hidden, $"fusion.blocks.{i}");
        _graph.NamedNode(ImageOutput, "Tanh", [_layers.Convolution(hidden, "fusion.head")]);
        _graph.Output(ImageOutput, 3, size, size);
        return _graph.ToModel();
    }

    private (string Image, string Features) Global(string input)
    {
        var skips = new Stack<string>();
        for (var i = 0; i < _options.Global.Depth; i++)
            skips.Push(Pair(i == 0 ? input : _layers.Pool(skips.Peek()), $"global.encoder.{i}", _layers.Block));

        var hidden = skips.Pop();
        for (var i = 0; i < _options.Global.BottleneckBlocks; i++) hidden = _layers.Residual(hidden, $"global.bottleneck.{i}");
        for (var i = 0; skips.Count > 0; i++)
            hidden = Pair(_layers.Join(_layers.Enlarge(hidden), skips.Pop()), $"global.decoder.{i}", _layers.TransposedBlock);
        return (_graph.Node("Tanh", [_layers.Convolution(hidden, "global.head")]), hidden);
    }

    private string Pair(string input, string key, Func<string, string, string> first) => _layers.Block(first(input, $"{key}.first"), $"{key}.second");

    private (string Features, string Image) Local(string input, string key)
    {
        var fine = _layers.Block(input, $"{key}.stem");
        var hidden = _layers.Pool(fine);
        var outputs = new string[4];
        for (var i = 0; i < outputs.Length; i++) outputs[i] = hidden = _layers.Residual(hidden, $"{key}.stages.{i}");
        var features = _layers.Join(_layers.Enlarge(_layers.Convolution(_layers.Join(outputs), $"{key}.expand")), fine);
        for (var i = 0; i < 2; i++) features = _layers.Block(features, $"{key}.merge.{i}");
        return (features, _graph.Node("Tanh", [_layers.Convolution(features, $"{key}.head")]));
    }

    private (string Features, string Image) Regions()
    {
        List<string> features = [], images = [], masks = [];
        foreach (var region in _options.Regions)
        {
            var (width, height) = region.PixelSize(_options.ImageSize);
            var centers = _graph.Input(PlacementInput(region.Name), 2);
            var (boxFeatures, boxImage) = Local(_graph.Input(LocalInput(region.Name), 3, height, width), $"local.{region.Name}");
            var reduced = _layers.NormalizePixels(_layers.Convolution(boxFeatures, $"fusion.reduce.{region.Name}"));
            var weights = _canvas.Weights(centers, height, width);
            features.Add(_canvas.Place(reduced, height, width, weights));
            images.Add(_canvas.Place(boxImage, height, width, weights));
            masks.Add(_canvas.Mask(centers, height, width));
        }

        return (_canvas.MaskedMaximum([.. features], [.. masks]), _canvas.MaskedBlend([.. images], [.. masks]));
    }
}
