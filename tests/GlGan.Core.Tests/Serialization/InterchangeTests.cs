using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using GlGan.Generators;
using GlGan.Serialization;
using GlGan.Synthesis;
using GlGan.Tests.Training;
using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Tests.Serialization;

/// <summary>Runs the Python code of <c>docs/interchange.md</c> on a model of ours, and reads what it writes.</summary>
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

    private const string ChangeAndSave = """

        info, tensors = load_model(sys.argv[1])
        tensors["fusion.head.bias"] += 1
        tensors["global.head.weight"] = tensors["global.head.weight"].transpose(2, 3)
        info["imagesTrained"] += 5
        save_model(sys.argv[2], info, tensors)
        """;

    private static readonly string[] Blocks =
        [.. PythonBlock().Matches(File.ReadAllText(RepositoryFiles.At("docs", "interchange.md"))).Select(block => block.Groups[1].Value)];

    private readonly TemporaryFolder _folder = new();
    private readonly GlGanModel _model = new(new GlGanGenerator(GlGanPreset.Tiny.Generator, seed: 5), ModelPurpose.Frontal, imagesTrained: 7);

    public InterchangeTests() => _model.Save(Saved);

    private string Saved => _folder.File("model.safetensors");

    public void Dispose()
    {
        _model.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void The_page_has_two_loaders_of_at_most_twenty_lines_and_a_writer()
    {
        Assert.Equal(3, Blocks.Length);
        Assert.All(Blocks[..2], block => Assert.InRange(block.TrimEnd().Split('\n').Length, 5, 20));
        Assert.Contains("def save_model", Blocks[2]);
    }

    [Theory]
    [InlineData(0, "safetensors")]
    [InlineData(1, null)]
    public void PyTorch_loads_the_same_keys_shapes_and_bytes(int loader, string? package)
    {
        string[] modules = package is null ? ["torch"] : ["torch", package];

        using var report = JsonDocument.Parse(PythonScript.Run(Blocks[loader] + Report, modules, Saved));

        Assert.Equal(7, report.RootElement.GetProperty("images").GetInt64());
        Assert.Equal(
            _model.Generator.state_dict().Select(entry => (entry.Key, Describe(entry.Value))).Order(),
            report.RootElement.GetProperty("tensors").EnumerateObject().Select(entry => (entry.Name, entry.Value.GetString()!)).Order());
    }

    [Fact]
    public void What_PyTorch_writes_loads_as_a_model()
    {
        PythonScript.Run(Blocks[1] + Blocks[2] + ChangeAndSave, ["torch"], Saved, _folder.File("back.safetensors"));

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

    private static string Describe(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}] {Convert.ToHexStringLower(SHA256.HashData(tensor.bytes))}";

    [GeneratedRegex("```python\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex PythonBlock();
}
