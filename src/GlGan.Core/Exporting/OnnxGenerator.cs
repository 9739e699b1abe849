using GlGan.Generators;
using GlGan.Layers;
using GlGan.Synthesis;
using static TorchSharp.torch;

namespace GlGan.Exporting;

/// <summary>Translates a <see cref="GlGanGenerator"/> into an ONNX model, as it synthesises: in evaluation mode, with batch normalisations folded into convolutions.</summary>
internal sealed class OnnxGenerator
{
    // Of 2 GB at most; what is no weight takes little.
    private const long MostWeights = (2047L << 20) / sizeof(float);

    private readonly GlGanGeneratorOptions _options;
    private readonly NetworkDescription _description;
    private readonly OnnxGraph _graph = new(nameof(GlGanGenerator));
    private readonly OnnxLayers _layers;
    private readonly OnnxCanvas _canvas;

    private OnnxGenerator(GlGanGenerator folded, NetworkDescription description)
    {
        (_options, _description) = (folded.Options, description);
        _layers = new OnnxLayers(_graph, folded.state_dict());
        _canvas = new OnnxCanvas(_graph, _options.ImageSize);
    }

    /// <summary>Translates a generator, which is borrowed.</summary>
    /// <param name="generator">The network, on any device.</param>
    /// <param name="purpose">What it was trained for.</param>
    /// <param name="metadata">What else is said of it, beside what is needed to run it.</param>
    /// <returns>
    /// A model whose inputs are those of its <see cref="NetworkDescription"/> that the network reads, and whose output is its image, tanh range [-1, 1] or near it,
    /// <c>[N, 3, S, S]</c>.
    /// </returns>
    /// <exception cref="NotSupportedException">The weights have more bytes than an ONNX file can.</exception>
    internal static ModelProto ToModel(GlGanGenerator generator, ModelPurpose purpose, IReadOnlyDictionary<string, string>? metadata = null)
    {
        if (generator.parameters().Sum(parameter => parameter.numel()) is var count and > MostWeights)
            throw new NotSupportedException($"An ONNX file has 2 GB at most: the generator has {count:N0} weights, which are {count * sizeof(float) >> 20:N0} MB.");
        var description = NetworkDescription.Of(generator.Options.Framing, purpose);
        using var folded = generator.Fold();
        return new OnnxGenerator(folded, description).Translate((metadata ?? new Dictionary<string, string>()).Append(new(NetworkDescription.MetadataKey, description.ToJson())));
    }

    private ModelProto Translate(IEnumerable<KeyValuePair<string, string>> metadata)
    {
        List<string> joined = [];
        if (_options.Pathways != PathwayUse.Global) joined.AddRange(Regions());
        if (_options.Pathways != PathwayUse.Local) joined.AddRange(Global());
        var hidden = _layers.Join([.. joined]);
        for (var i = 0; i < 2; i++) hidden = _layers.Residual(hidden, $"fusion.blocks.{i}", _options.Fusion.Norm);
        new OnnxComposer(_graph, _canvas, _options).Compose(_layers.Convolution(hidden, "fusion.head"), Input);
        _graph.Output(NetworkDescription.ImageOutput, _description.ImageShape);
        return _graph.ToModel(metadata);
    }

    private string Input(string name) => _graph.Input(name, _description.InputShapes[name]);

    /// <summary>GP-Gen's features and image.</summary>
    private string[] Global()
    {
        var norm = _options.Global.Norm;
        var input = Input(NetworkDescription.GlobalInput);
        if (_options.HasPrior) input = _layers.Join(input, Input(NetworkDescription.PriorInput));
        var skips = new Stack<string>();
        for (var i = 0; i < _options.Global.Depth; i++)
            skips.Push(Pair(i == 0 ? input : _layers.Pool(skips.Peek()), $"global.encoder.{i}", _layers.Block));

        var hidden = skips.Pop();
        for (var i = 0; i < _options.Global.BottleneckBlocks; i++) hidden = _layers.Residual(hidden, $"global.bottleneck.{i}", norm);
        for (var i = 0; skips.Count > 0; i++)
            hidden = Pair(_layers.Join(_layers.Enlarge(hidden), skips.Pop()), $"global.decoder.{i}", _layers.TransposedBlock);
        return [hidden, _graph.Node("Tanh", [_layers.Convolution(hidden, "global.head")])];

        string Pair(string value, string key, Func<string, string, NormKind, string> first) => _layers.Block(first(value, $"{key}.first", norm), $"{key}.second", norm);
    }

    /// <summary>The regions' features and images, merged on the canvas.</summary>
    private string[] Regions()
    {
        List<string> features = [], images = [], masks = [];
        foreach (var region in _options.Regions)
        {
            var (width, height) = region.PixelSize(_options.ImageSize);
            var centers = Input(NetworkDescription.PlacementInput(region.Name));
            var (boxImage, boxFeatures) = Local(Input(NetworkDescription.LocalInput(region.Name)), $"local.{region.Name}", height, width);
            var reduced = _layers.NormalizePixels(_layers.Convolution(boxFeatures, $"fusion.reduce.{region.Name}"));
            var weights = _canvas.Weights(centers, height, width);
            features.Add(_canvas.Place(reduced, height, width, weights));
            images.Add(_canvas.Place(boxImage, height, width, weights));
            masks.Add(_canvas.Mask(centers, height, width));
        }

        return [Merged([.. features], [.. masks]), _canvas.MaskedBlend([.. images], [.. masks])];
    }

    private string Merged(string[] features, string[] masks) => _options.Fusion.Kind switch
    {
        RegionFusionKind.MaskedBlend => _canvas.MaskedBlend(features, masks),
        RegionFusionKind.Add => _canvas.MaskedSum(features, masks),
        _ => _canvas.MaskedMaximum(features, masks),
    };

    private (string Image, string Features) Local(string input, string key, int height, int width)
    {
        var norm = _options.Local.Norm;
        var (innerHeight, innerWidth) = _options.Local.LocalInputSize is { } side ? (side, side) : (height, width);
        var fine = _layers.Block(Resize(input, (height, width), (innerHeight, innerWidth)), $"{key}.stem", norm);
        var hidden = _layers.Pool(fine);
        var outputs = new string[LocalGenerator.StageCount];
        for (var i = 0; i < outputs.Length; i++) outputs[i] = hidden = _layers.Residual(hidden, $"{key}.stages.{i}", norm);
        var features = _layers.Join(_layers.Enlarge(_layers.Convolution(_layers.Join(outputs), $"{key}.expand")), fine);
        for (var i = 0; i < 2; i++) features = _layers.Block(features, $"{key}.merge.{i}", NormKind.None);
        var image = _graph.Node("Tanh", [_layers.Convolution(features, $"{key}.head")]);
        return (Resize(image, (innerHeight, innerWidth), (height, width)), Resize(features, (innerHeight, innerWidth), (height, width)));
    }

    // The library's own interpolation, as the matrices that it is.
    private string Resize(string input, (int Height, int Width) from, (int Height, int Width) to)
    {
        if (from == to) return input;
        using var scope = NewDisposeScope();
        return _layers.Transform(input, Interpolation(from.Height, to.Height), Interpolation(from.Width, to.Width).t());
    }

    private static Tensor Interpolation(int from, int to) => LocalGenerator.Resize(eye(from).view(1, 1, from, from), to, from).view(to, from);
}
