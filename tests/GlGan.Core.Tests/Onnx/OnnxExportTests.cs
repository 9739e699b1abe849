using System.Text.Json.Nodes;
using GlGan.Exporting;
using GlGan.Faces;
using GlGan.Generators;
using GlGan.Layers;
using GlGan.Serialization;
using GlGan.Synthesis;
using GlGan.Tests.Generators;
using GlGan.Tests.Synthesis;
using GlGan.Tests.Training;
using GlGan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Tests.Onnx;

[Collection("Tensors")]
public sealed class OnnxExportTests : IDisposable
{
    private const double Tolerance = 1e-4;

    private static readonly GlGanGeneratorOptions Tiny = GlGanPreset.Tiny.Generator;

    private static readonly Dictionary<string, GlGanGeneratorOptions> Variants = new()
    {
        ["global pathway alone"] = Tiny with { Pathways = PathwayUse.Global },
        ["local pathway alone"] = Tiny with { Pathways = PathwayUse.Local },
        ["instance normalisation"] = Normalized(NormKind.Instance),
        ["no normalisation"] = Normalized(NormKind.None),
        ["crops made smaller"] = Tiny with { Local = Tiny.Local with { LocalInputSize = 6 } },
        ["crops made larger"] = Tiny with { Local = Tiny.Local with { LocalInputSize = 18 } },
        ["blended regions"] = Tiny with { Fusion = Tiny.Fusion with { Kind = RegionFusionKind.MaskedBlend } },
        ["added regions"] = Tiny with { Fusion = Tiny.Fusion with { Kind = RegionFusionKind.Add } },
        ["repainted"] = Tiny with { Composition = OutputComposition.Repaint },
        ["changed under regions"] = Tiny with { Composition = OutputComposition.Regions },
        ["changed under regions, global pathway alone"] = Tiny with { Composition = OutputComposition.Regions, Pathways = PathwayUse.Global },
        ["changed under regions, local pathway alone"] = Tiny with { Composition = OutputComposition.Regions, Pathways = PathwayUse.Local },
        ["changed prior"] = Tiny with { Composition = OutputComposition.Prior },
        ["changed prior, local pathway alone"] = Tiny with { Composition = OutputComposition.Prior, Pathways = PathwayUse.Local },
        ["refined prior"] = Tiny with { Composition = OutputComposition.Refine },
        ["two stages"] = Tiny with { Global = Tiny.Global with { Depth = 2 } },
        ["five stages, with a bottleneck"] = Tiny with { Global = Tiny.Global with { Depth = 5, BottleneckBlocks = 2 } },
        ["one region"] = Tiny with { Regions = [FaceRegion.Mouth] },
        ["regions of our own"] = Tiny with { Regions = [new("band", 1, 0.2f, RegionAnchor.Image, 0.5f, 0.4f), new("Stirn ü", 0.3f, 0.5f, RegionAnchor.Nose, -0.1f, -0.4f)] },
        ["another template"] = Tiny with { Template = FaceTemplate.Ffhq512.Name, ImageSize = 48 },
    };

    private readonly TemporaryFolder _folder = new();
    private readonly IDisposable _scope = NewDisposeScope();

    public static TheoryData<string> Presets => [.. GlGanPreset.All.Select(preset => preset.Name)];

    public static TheoryData<string> VariantNames => [.. Variants.Keys];

    public void Dispose()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void A_preset_makes_the_librarys_images(string preset) => RequireEqual(GlGanPreset.Named(preset).Generator, batch: 1);

    [Theory]
    [MemberData(nameof(VariantNames))]
    public void Every_option_of_a_generator_is_exported(string variant) => RequireEqual(Variants[variant], batch: 3);

    [Fact]
    public void Every_value_of_an_option_is_tried()
    {
        Assert.Equal(Enum.GetValues<PathwayUse>(), Tried(options => options.Pathways));
        Assert.Equal(Enum.GetValues<OutputComposition>(), Tried(options => options.Composition));
        Assert.Equal(Enum.GetValues<RegionFusionKind>(), Tried(options => options.Fusion.Kind));
        Assert.Equal(Enum.GetValues<NormKind>(), Tried(options => options.Global.Norm));

        static IEnumerable<T> Tried<T>(Func<GlGanGeneratorOptions, T> of) => Variants.Values.Select(of).Distinct().Order();
    }

    [Fact]
    public void The_batch_is_whatever_is_asked_for()
    {
        var (path, generator) = Export(Tiny.For(ModelPurpose.Frontal));
        using (generator)
        {
            var together = Input(generator.Options, batch: 4);
            using var images = OnnxRun.Image(path, together);
            for (var i = 0; i < 4; i++)
            {
                using var alone = OnnxRun.Image(path, Part(together, i));
                TensorAssert.Close(alone, images.narrow(0, i, 1), 1e-5);
            }
        }
    }

    [Fact]
    public void The_file_says_what_it_is_who_made_it_and_what_is_needed_to_run_it()
    {
        using var model = TinyModel.Create(1);
        model.Save(_folder.File("model.safetensors"));
        model.ExportOnnx(_folder.File("model.onnx"));
        var file = ModelProto.Parser.ParseFrom(File.ReadAllBytes(_folder.File("model.onnx")));
        var metadata = file.Metadata.ToDictionary(entry => entry.Key, entry => entry.Value);

        Assert.Equal(("GlGan.Core", "0.1.0", 8, 17), (file.ProducerName, file.ProducerVersion, file.IrVersion, file.OperatorSets.Single().Version));
        Assert.Equal(["glgan.model", "glgan.network"], metadata.Keys.Order());
        Assert.Equal("Prior", (string?)JsonNode.Parse(metadata["glgan.model"])!["generator"]!["composition"]);
        using var safetensors = SafetensorsReader.Open(_folder.File("model.safetensors"));
        Assert.Equal(safetensors.Metadata["glgan.model"], metadata["glgan.model"]);
        var network = NetworkDescription.Parse(metadata["glgan.network"]);
        Assert.Equal((ModelPurpose.Frontal, 32, "tpgan128", true), (network.Purpose, network.ImageSize, network.Template, network.Prior));
        Assert.Equal(FaceRegion.Standard, network.Regions);
        Assert.Equal(network.InputShapes.Keys.Order(), file.Graph.Inputs.Select(input => input.Name).Order());
    }

    [Fact]
    public void Inputs_that_are_not_read_are_not_there()
    {
        var (path, generator) = Export(Tiny with { Pathways = PathwayUse.Global });
        generator.Dispose();

        Assert.Equal(["global"], ModelProto.Parser.ParseFrom(File.ReadAllBytes(path)).Graph.Inputs.Select(input => input.Name));
    }

    [Fact]
    public void Exporting_changes_nothing_of_the_model_and_leaves_no_tensor_behind()
    {
        using var model = TinyModel.Create(1);
        var synthesizer = model.CreateSynthesizer();
        var image = synthesizer.Synthesize([TinyModel.Request(0)])[0].Pixels;
        var before = LiveTensors.Settled();

        model.ExportOnnx(_folder.File("model.onnx"));

        var after = LiveTensors.Now();
        using var folded = model.Generator.Fold();
        Assert.Equal(before + LiveTensors.Miscounted(folded), after);
        Assert.Equal(image, synthesizer.Synthesize([TinyModel.Request(0)])[0].Pixels);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_named()
    {
        using var model = TinyModel.Create(1);

        Assert.Contains(_folder.FullPath, Assert.ThrowsAny<IOException>(() => model.ExportOnnx(_folder.FullPath)).Message);
        Assert.Empty(_folder.Names());
    }

    [Theory]
    [InlineData(OutputComposition.Repaint)]
    [InlineData(OutputComposition.Regions)]
    [InlineData(OutputComposition.Prior)]
    [InlineData(OutputComposition.Refine)]
    public void The_checker_of_ONNX_has_nothing_to_complain_about(OutputComposition composition)
    {
        var (path, generator) = Export(Tiny with { Composition = composition, Local = Tiny.Local with { LocalInputSize = 18, Norm = NormKind.Instance } });
        generator.Dispose();

        PythonScript.Run("onnx.checker.check_model(sys.argv[1], full_check=True)", ["onnx"], path);
    }

    private static GlGanGeneratorOptions Normalized(NormKind norm) => Tiny with
    {
        Global = Tiny.Global with { Norm = norm, BottleneckBlocks = 1 },
        Local = Tiny.Local with { Norm = norm },
        Fusion = Tiny.Fusion with { Norm = norm },
    };

    private void RequireEqual(GlGanGeneratorOptions options, int batch)
    {
        var (path, generator) = Export(options);
        using (generator)
        {
            var input = Input(options, batch);
            using var gradient = no_grad();
            using var expected = generator.call(input);
            using var image = OnnxRun.Image(path, input);
            generator.to(ScalarType.Float64);
            using var wide = input.To(CPU, ScalarType.Float64);
            using var exact = generator.call(wide);

            // Both round, in another order.
            Assert.InRange(exact.Image.std().item<double>(), 0.05, 2);
            TensorAssert.Close(exact.Image, image, Tolerance, "to double precision");
            TensorAssert.Close(expected.Image, image, Tolerance + TensorAssert.Distance(exact.Image, expected.Image), "to the library");
        }
    }

    private (string Path, GlGanGenerator Generator) Export(GlGanGeneratorOptions options)
    {
        var path = _folder.File("model.onnx");
        var model = new GlGanModel(TrainedGenerator.Create(options), ModelPurpose.Paired);
        model.ExportOnnx(path);
        return (path, model.Generator);
    }

    // Regions at places between pixels, some of them over the border.
    private static GeneratorInput Input(GlGanGeneratorOptions options, int batch)
    {
        using var made = new RandomBatches(options, batch).Make(1);
        using var random = TestDevice.Random(4);
        var input = made.Input.To(CPU, ScalarType.Float32);
        foreach (var centers in input.Placement.Values) centers.copy_(centers + rand(centers.shape, generator: random) * full([1], options.ImageSize / 4f));
        return input;
    }

    private static GeneratorInput Part(GeneratorInput input, long index) => new(
        input.Global.narrow(0, index, 1),
        input.Local.ToDictionary(crop => crop.Key, crop => crop.Value.narrow(0, index, 1)),
        input.Placement.ToDictionary(center => center.Key, center => center.Value.narrow(0, index, 1)))
    {
        Prior = input.Prior?.narrow(0, index, 1),
    };
}
