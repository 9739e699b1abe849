using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using GlGan.Discriminators;
using GlGan.Faces;
using GlGan.Generators;
using GlGan.Layers;
using GlGan.Serialization;
using GlGan.Synthesis;
using GlGan.Tests.Training;
using GlGan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Tests.Serialization;

/// <summary>Runs the Python code of <c>docs/interchange.md</c> and <c>glgan.py</c> on models of ours, and reads what they write.</summary>
[Collection("Tensors")]
public sealed partial class InterchangeTests : IDisposable
{
    private const string Report = """

        import hashlib
        info, tensors = load_model(sys.argv[1])
        def describe(tensor):
            return f"{list(tensor.shape)} {hashlib.sha256(tensor.flatten().view(torch.uint8).numpy().tobytes()).hexdigest()}"
        print(json.dumps({"images": info["imagesTrained"], "tensors": {name: describe(tensor) for name, tensor in tensors.items()}}))
        """;

    private const string Synthesize = """
        model = glgan.load(sys.argv[1]).double()
        inputs = glgan.read(sys.argv[2])[1]
        crops, centers = ({name: inputs[f"{kind}.{name}"] for name in model.regions} for kind in ("local", "placement"))
        with torch.no_grad():
            output = model(inputs["global"], crops, centers)
        tensors = {"image": output.image, "canvas": output.canvas, **{f"local.{name}": image for name, image in output.local_images.items()}}
        if output.global_image is not None:
            tensors["global"] = output.global_image
        glgan.write(sys.argv[3], None, tensors)
        """;

    private const string Judge = """
        pyramid = {"baseChannels": 4, "layers": 1, "outputs": 1, "conditional": True, "norm": "Instance", "padding": 2}
        region = {"baseChannels": 4, "layers": 1, "outputs": 2, "conditional": False, "norm": "Batch", "padding": 1}
        networks = glgan.PatchDiscriminator(pyramid), glgan.MultiScaleDiscriminator(pyramid, 2), glgan.RegionDiscriminator(region, [{"name": "nose", "width": 0.3125, "height": 0.25}])
        inputs, results = glgan.read(f"{sys.argv[1]}/inputs.safetensors")[1], {}
        for i, network in enumerate(networks):
            network.load_state_dict(glgan.read(f"{sys.argv[1]}/discriminator-{i}.safetensors")[1])
            with torch.no_grad():
                outputs = network.eval().double()(inputs["image"], inputs["condition"], {"nose": inputs["nose"]})
            results.update({f"{i}.{scale}": logits for scale, (logits, features) in enumerate(outputs)})
        glgan.write(f"{sys.argv[1]}/results.safetensors", None, results)
        """;

    private const string ChangeAndSave = """
        info, tensors = glgan.read(sys.argv[1])
        tensors["fusion.head.bias"] += 1
        tensors["global.head.weight"] = tensors["global.head.weight"].transpose(2, 3)
        info["imagesTrained"] += 5
        glgan.write(sys.argv[2], info, tensors)
        """;

    private static readonly string Import = $"import json, sys\nsys.path.insert(0, {JsonSerializer.Serialize(RepositoryFiles.At("samples", "python"))})\nimport glgan, torch\n";

    private static readonly string[] Blocks =
        [.. PythonBlock().Matches(File.ReadAllText(RepositoryFiles.At("docs", "interchange.md"))).Select(block => block.Groups[1].Value)];

    private static readonly Dictionary<string, GlGanGeneratorOptions> Shapes = new()
    {
        ["tiny"] = GlGanPreset.Tiny.Generator,
        ["compact"] = GlGanPreset.Compact.Generator,
        ["small"] = GlGanPreset.Small.Generator,
        ["standard"] = Narrow(GlGanPreset.Standard.Generator),
        ["paper"] = Narrow(GlGanPreset.Paper.Generator),
        ["GP-Gen alone, without norms"] = Norms(NormKind.None) with { Pathways = PathwayUse.Global },
        ["LP-Gens alone, blended, resized"] = GlGanPreset.Tiny.Generator with
        {
            Pathways = PathwayUse.Local,
            Local = new() { BaseChannels = 4, LocalInputSize = 16 },
            Fusion = new() { Channels = 8, Kind = RegionFusionKind.MaskedBlend },
        },
        ["instance norms, added"] = Norms(NormKind.Instance) with
        {
            Regions = [FaceRegion.Nose, new("brow", 0.3f, 0.17f, RegionAnchor.LeftEye, OffsetY: -0.1f)],
            Fusion = new() { Channels = 8, Norm = NormKind.Instance, Kind = RegionFusionKind.Add },
        },
    };

    private readonly TemporaryFolder _folder = new();
    private readonly GlGanModel _model = new(new GlGanGenerator(GlGanPreset.Tiny.Generator, seed: 5), ModelPurpose.Frontal, imagesTrained: 7);

    public InterchangeTests() => _model.Save(Saved);

    private string Saved => _folder.File("model.safetensors");

    public void Dispose()
    {
        _model.Dispose();
        _folder.Dispose();
    }

    public static TheoryData<string> ShapeNames => [.. Shapes.Keys];

    [Theory]
    [InlineData("safetensors")]
    [InlineData(null)]
    public void PyTorch_loads_the_same_keys_shapes_and_bytes(string? package)
    {
        var loader = package is null ? "load_model = glgan.read" : Blocks[0];

        using var report = JsonDocument.Parse(PythonScript.Run(Import + loader + Report, package is null ? ["torch"] : ["torch", package], Saved));

        Assert.Equal(7, report.RootElement.GetProperty("images").GetInt64());
        Assert.Equal(
            _model.Generator.state_dict().Select(entry => (entry.Key, Describe(entry.Value))).Order(),
            report.RootElement.GetProperty("tensors").EnumerateObject().Select(entry => (entry.Name, entry.Value.GetString()!)).Order());
    }

    [Theory]
    [MemberData(nameof(ShapeNames))]
    public void The_networks_in_plain_PyTorch_give_the_librarys_output(string shape)
    {
        var options = Shapes[shape];
        using var model = new GlGanModel(new GlGanGenerator(options, seed: 3), ModelPurpose.Region);
        using var scope = NewDisposeScope();
        using var gradient = no_grad();
        manual_seed(4);
        foreach (var (name, value) in model.Generator.named_buffers())
        {
            if (name.EndsWith("running_mean", StringComparison.Ordinal)) value.normal_(0, 0.3);
            if (name.EndsWith("running_var", StringComparison.Ordinal)) value.uniform_(0.5, 2);
        }

        model.Save(_folder.File("other.safetensors"));
        var (size, landmarks) = (options.ImageSize, options.Framing.Template.At(options.ImageSize));
        Dictionary<string, Tensor> inputs = new() { ["global"] = Noise(2, 3, size, size) };
        foreach (var region in options.Regions)
        {
            var ((width, height), center) = (region.PixelSize(size), region.Center(landmarks, size));
            inputs[$"local.{region.Name}"] = Noise(2, 3, height, width);
            inputs[$"placement.{region.Name}"] = tensor((double[])[center.X, center.Y]).expand(2, 2) + Noise(2, 2) * (size / 32.0);
        }

        SafetensorsWriter.Write(_folder.File("inputs.safetensors"), inputs);
        PythonScript.Run(Import + Synthesize, ["torch"], _folder.File("other.safetensors"), _folder.File("inputs.safetensors"), _folder.File("outputs.safetensors"));

        using var outputs = SafetensorsReader.Open(_folder.File("outputs.safetensors"));
        model.Generator.to(ScalarType.Float64);
        var ours = model.Generator.call(new GeneratorInput(inputs["global"], Part("local."), Part("placement.")));
        Compare("image", ours.Image);
        Compare("canvas", ours.LocalCanvas);
        if (ours.GlobalImage is not null) Compare("global", ours.GlobalImage);
        foreach (var (region, image) in ours.LocalImages) Compare($"local.{region}", image);
        Assert.Equal(2 + (ours.GlobalImage is null ? 0 : 1) + ours.LocalImages.Count, outputs.Names.Count);

        Dictionary<string, Tensor> Part(string prefix) =>
            inputs.Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(entry => entry.Key[prefix.Length..], entry => entry.Value);

        void Compare(string name, Tensor image)
        {
            Assert.True(image.std().item<double>() > 0.05 || (name == "canvas" && options.Pathways == PathwayUse.Global), $"{name} hardly varies.");
            TensorAssert.Close(image, outputs.Read(name), 1e-9, name);
        }
    }

    [Fact]
    public void The_discriminators_in_plain_PyTorch_judge_as_the_librarys()
    {
        PatchDiscriminatorOptions pyramid = new() { BaseChannels = 4, Layers = 1, Outputs = 1, Conditional = true, Norm = NormKind.Instance, Padding = 2 };
        Discriminator[] networks =
        [
            new PatchDiscriminator(pyramid, seed: 1), new MultiScaleDiscriminator(pyramid, seed: 2),
            new RegionDiscriminator(new() { BaseChannels = 4, Layers = 1 }, [FaceRegion.Nose], seed: 3),
        ];
        using var scope = NewDisposeScope();
        using var gradient = no_grad();
        manual_seed(4);
        Dictionary<string, Tensor> inputs = new() { ["image"] = Noise(2, 3, 64, 64), ["condition"] = Noise(2, 3, 64, 64), ["nose"] = Noise(2, 2) * 5 + 32 };
        SafetensorsWriter.Write(_folder.File("inputs.safetensors"), inputs);
        foreach (var (i, network) in networks.Index()) ModuleWeights.Save(network, _folder.File($"discriminator-{i}.safetensors"));

        PythonScript.Run(Import + Judge, ["torch"], _folder.FullPath);

        using var results = SafetensorsReader.Open(_folder.File("results.safetensors"));
        Assert.Equal(4, results.Names.Count);
        foreach (var (i, network) in networks.Index())
        {
            network.eval();
            network.to(ScalarType.Float64);
            var outputs = network.call(new DiscriminatorInput(inputs["image"], inputs["condition"], new Dictionary<string, Tensor> { ["nose"] = inputs["nose"] }));
            foreach (var (scale, output) in outputs.Index()) TensorAssert.Close(output.Logits, results.Read($"{i}.{scale}"), 1e-12, $"{i}.{scale}");
            network.Dispose();
        }
    }

    [Fact]
    public void The_code_of_the_page_runs_as_it_stands()
    {
        PythonScript.Run($"{Import}import os\nos.chdir(sys.argv[1])\n{string.Join('\n', Blocks[1..])}", ["torch"], _folder.FullPath);

        using var changed = GlGanModel.Load(_folder.File("changed.safetensors"));
        using var scope = NewDisposeScope();
        TensorAssert.Same(_model.Generator.state_dict()["global.head.weight"] * 0.5, changed.Generator.state_dict()["global.head.weight"], "global.head.weight");
        Assert.Equal(7, changed.Info.ImagesTrained);
    }

    [Fact]
    public void What_PyTorch_writes_loads_as_a_model()
    {
        PythonScript.Run(Import + ChangeAndSave, ["torch"], Saved, _folder.File("back.safetensors"));

        using var back = GlGanModel.Load(_folder.File("back.safetensors"));

        using var scope = NewDisposeScope();
        Assert.Equal(12, back.Info.ImagesTrained);
        Assert.Equal(_model.Generator.Options.Global, back.Generator.Options.Global);
        var loaded = back.Generator.state_dict();
        foreach (var (name, value) in _model.Generator.state_dict())
        {
            var expected = name switch
            {
                "fusion.head.bias" => value + ones_like(value),
                "global.head.weight" => value.transpose(2, 3),
                _ => value,
            };
            TensorAssert.Same(expected, loaded[name], name);
        }
    }

    [Fact]
    public void Weights_of_another_architecture_list_every_key_that_does_not_fit_and_change_nothing()
    {
        var options = GlGanPreset.Tiny.Generator;
        using var other = new GlGanGenerator(options with
        {
            Global = options.Global with { Depth = 3, BottleneckBlocks = 1 },
            Fusion = options.Fusion with { Channels = 8 },
        });
        using var scope = NewDisposeScope();
        var before = TrainingRig.Snapshot(other);
        string[] theirs = [.. _model.Generator.state_dict().Keys], ours = [.. other.state_dict().Keys];

        var error = Assert.Throws<WeightMismatchException>(() => ModuleWeights.Load(other, Saved));

        Assert.Equal(ours.Except(theirs).Order(StringComparer.Ordinal), error.Missing);
        Assert.Equal(theirs.Except(ours).Order(StringComparer.Ordinal), error.Unexpected);
        Assert.Contains("global.bottleneck.0.blocks.0.conv.weight", error.Missing);
        Assert.Contains("global.encoder.3.first.conv.weight", error.Unexpected);
        Assert.Contains("fusion.head.weight (file [3, 16, 3, 3], module [3, 8, 3, 3])", error.Misshapen);
        Assert.Contains($"and {error.Unexpected.Count - 3} more", error.Message);
        Assert.All(before, entry => TensorAssert.Same(entry.Value, other.state_dict()[entry.Key], entry.Key));
    }

    // An eighth of the channels: the same network, in seconds.
    private static GlGanGeneratorOptions Narrow(GlGanGeneratorOptions options) => options with
    {
        Global = options.Global with { BaseChannels = options.Global.BaseChannels / 8 },
        Local = options.Local with { BaseChannels = options.Local.BaseChannels / 8 },
        Fusion = options.Fusion with { Channels = options.Fusion.Channels / 8 },
    };

    private static GlGanGeneratorOptions Norms(NormKind norm)
    {
        var options = GlGanPreset.Tiny.Generator;
        return options with { Global = options.Global with { Norm = norm, BottleneckBlocks = 1 }, Local = options.Local with { Norm = norm }, Fusion = options.Fusion with { Norm = norm } };
    }

    private static Tensor Noise(params long[] shape) => rand(shape, ScalarType.Float64) * 2 - 1;

    private static string Describe(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}] {Convert.ToHexStringLower(SHA256.HashData(tensor.bytes))}";

    [GeneratedRegex("```python\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex PythonBlock();
}
