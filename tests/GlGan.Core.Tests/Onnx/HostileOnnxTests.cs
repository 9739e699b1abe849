using GlGan.Exporting;
using GlGan.Onnx;
using GlGan.Synthesis;
using GlGan.Tests.Synthesis;
using Google.Protobuf;
using static GlGan.Tests.Onnx.WireMessage;

namespace GlGan.Tests.Onnx;

/// <summary>Whatever a file is, there is one clear error, and no other file is read.</summary>
[Collection("Tensors")]
public sealed class HostileOnnxTests : IDisposable
{
    private const int ModelGraph = 7, ModelTraining = 20, ModelFunction = 25, TrainingGraph = 1, FunctionNode = 7, FunctionAttribute = 11, GraphNode = 1, GraphTensor = 5,
        GraphSparse = 15, NodeAttribute = 5, AttributeTensor = 5, AttributeGraph = 6, AttributeTensors = 10, AttributeGraphs = 11, AttributeSparse = 22, AttributeSparses = 23,
        SparseValues = 1, SparseIndices = 2;

    private readonly TemporaryFolder _folder = new();

    /// <summary>Fields that lead from the file to a tensor.</summary>
    public static TheoryData<int[]> PlacesOfTensors => new((int[][])
    [
        [ModelGraph, GraphTensor],
        [ModelGraph, GraphSparse, SparseValues],
        [ModelGraph, GraphSparse, SparseIndices],
        [ModelGraph, GraphNode, NodeAttribute, AttributeTensor],
        [ModelGraph, GraphNode, NodeAttribute, AttributeTensors],
        [ModelGraph, GraphNode, NodeAttribute, AttributeSparse, SparseValues],
        [ModelGraph, GraphNode, NodeAttribute, AttributeSparses, SparseIndices],
        [ModelGraph, GraphNode, NodeAttribute, AttributeGraph, GraphTensor],
        [ModelGraph, GraphNode, NodeAttribute, AttributeGraphs, GraphNode, NodeAttribute, AttributeGraph, GraphTensor],
        [ModelFunction, FunctionNode, NodeAttribute, AttributeTensor],
        [ModelFunction, FunctionAttribute, AttributeTensor],
        [ModelTraining, TrainingGraph, GraphTensor],
    ]);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(PlacesOfTensors))]
    public void Values_in_another_file_are_refused_wherever_they_are_asked_for(int[] place)
    {
        byte[] location = [.. Field(1, "location"u8.ToArray()), .. Field(2, "../../etc/passwd"u8.ToArray())];

        Assert.Contains("external data", Refusal(Nested(place, Field(13, location))));
        Assert.Contains("external data", Refusal(Nested(place, Number(14, 1))));
        Assert.DoesNotContain("external data", Refusal(Nested(place, Number(14, 0))));
    }

    [Fact]
    public void A_network_whose_weights_lie_elsewhere_is_refused_even_where_they_are_there()
    {
        var model = Exported();
        var weights = model.Graph.Initializers.First(tensor => tensor.Shape.Count == 4);
        File.WriteAllBytes(_folder.File("weights.bin"), weights.Values.ToByteArray());
        byte[] outside = [.. Number(14, 1), .. Field(13, [.. Field(1, "location"u8.ToArray()), .. Field(2, "weights.bin"u8.ToArray())])];
        byte[] bytes = [.. model.ToByteArray(), .. Field(ModelGraph, Field(GraphTensor, [.. weights.ToByteArray(), .. outside]))];

        Assert.Contains("save it with all values in one file", Refusal(bytes));
    }

    [Fact]
    public void What_is_no_network_is_refused()
    {
        Assert.Contains("empty", Refusal([]));
        Assert.Contains("no ONNX file", Refusal("not a model at all"u8.ToArray()));
        Assert.Contains("no ONNX file", Refusal([0x89, .. "PNG\r\n"u8]));
        Assert.Contains("no ONNX file", Refusal(Number(1, 8)));
        Assert.Contains("no ONNX file", Refusal([0x18, 0, 0, 0, .. "ORTM"u8, .. new byte[64]]));
        Assert.Contains("deeper than 100", Refusal(Nested([ModelGraph, .. Enumerable.Repeat<int[]>([GraphNode, NodeAttribute, AttributeGraph], 40).SelectMany(step => step)], [])));
        Assert.Contains("no ONNX file", Refusal(File.ReadAllBytes(TinyModel.Save(_folder, 1))));
        var complete = Exported().ToByteArray();
        Assert.Contains("no ONNX file", Refusal(complete[..(complete.Length / 2)]));
    }

    [Fact]
    public void What_is_no_file_is_refused_without_being_opened()
    {
        Assert.Contains("is a folder", Problem(_folder.FullPath));
        Assert.Contains(_folder.File("none.onnx"), Problem(_folder.File("none.onnx")));
        Assert.Contains("is a pipe", Problem(SpecialFiles.Pipe(_folder.File("pipe"))));
        Assert.Contains("is a link", Problem(SpecialFiles.Link(_folder.File("link"), "nowhere")));
    }

    [Fact]
    public void A_file_of_2_GB_is_refused_before_it_is_read()
    {
        var path = _folder.File("large.onnx");
        using (var file = File.Create(path)) file.SetLength(1L << 31);
        var before = GC.GetTotalAllocatedBytes();

        Assert.Contains("2048 MB", Problem(path));
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_network_that_is_not_as_it_says_is_refused()
    {
        Assert.Contains("no entry 'glgan.network'", Refusal(model => model.Metadata.Clear()));
        Assert.Contains("its metadata cannot be read", Refusal(model => model.Metadata.Add(new MetadataProto { Key = "a\0b", Value = "c" })));
        Assert.Contains("'glgan.network': it does not parse", Refusal(model => Description(model).Value = "{"));
        Assert.Contains("'glgan.network': it is of version 9", Refusal(model => Description(model).Value = """{"version":9,"new":1}"""));
        Assert.Contains("it asks for the input 'latent'", Refusal(model => model.Graph.Inputs.Add(new ValueProto(model.Graph.Inputs[0]) { Name = "latent" })));
        Assert.Contains(
            "its input 'placement.nose' is Single [N, 3], and should be Single [N, 2]", Refusal(model => Input(model, "placement.nose").Dimensions[1].Length = 3));
        Assert.Contains("its input 'local.nose' is Single [1, ", Refusal(model => Input(model, "local.nose").Dimensions[0] = new() { Length = 1 }));
        Assert.Contains("it has no output 'image'; it has 'picture'", Refusal(model =>
        {
            model.Graph.Nodes.Last().Outputs[0] = "picture";
            model.Graph.Outputs[0].Name = "picture";
        }));
        Assert.Contains("ONNX Runtime cannot load it", Refusal(model => model.Graph.Nodes[0].Operator = "Unheard"));
        Assert.Contains("ONNX Runtime cannot load it", Refusal(model => model.OperatorSets[0].Version = 999));
    }

    /// <summary>Of how many images a network drops some is known only when it runs.</summary>
    [Fact]
    public void An_output_of_another_shape_than_the_file_says_is_refused_when_it_is_made()
    {
        var model = Exported();
        var graph = model.Graph;
        graph.Nodes.Last().Outputs[0] = "all";
        graph.Initializers.Add(new TensorProto { Name = "first", Type = ElementType.Int64, Values = ByteString.CopyFrom(new byte[8]) });
        graph.Initializers.Add(new TensorProto { Name = "least", Type = ElementType.Float, Values = ByteString.CopyFrom(BitConverter.GetBytes(1e6f)) });
        graph.Nodes.Add(new NodeProto { Operator = "Gather", Name = "x", Inputs = { "placement.nose", "first" }, Outputs = { "x" }, Attributes = { new AttributeProto("axis", 1L) } });
        graph.Nodes.Add(new NodeProto { Operator = "Greater", Name = "kept", Inputs = { "x", "least" }, Outputs = { "kept" } });
        graph.Nodes.Add(new NodeProto { Operator = "Compress", Name = "keep", Inputs = { "all", "kept" }, Outputs = { "image" }, Attributes = { new AttributeProto("axis", 0L) } });
        File.WriteAllBytes(_folder.File("model.onnx"), model.ToByteArray());
        using var network = OnnxNetwork.Load(_folder.File("model.onnx"));
        using var synthesizer = new FaceSynthesizer(network);

        Assert.Contains("its output is [0, 3, 32, 32] and not [1, 3, 32, 32]", Assert.Throws<OnnxException>(() => synthesizer.Synthesize([TinyModel.Request(0)])).Message);
    }

    [Fact]
    public void Damage_anywhere_in_a_file_is_an_error_or_another_network_and_never_worse()
    {
        var bytes = Exported().ToByteArray();
        var random = new Random(1);
        for (var i = 0; i < 200; i++)
        {
            var damaged = bytes.ToArray();
            // Nodes lie first, where most of the structure is; the rest is mostly weights.
            for (var hit = 0; hit < 3; hit++) damaged[random.Next(i % 2 == 0 ? 4000 : damaged.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(_folder.File("damaged.onnx"), damaged);
            try
            {
                using var network = OnnxNetwork.Load(_folder.File("damaged.onnx"));
                using var synthesizer = new FaceSynthesizer(network);
                synthesizer.Synthesize([TinyModel.Request(0)]);
            }
            catch (Exception e)
            {
                Assert.True(e is OnnxException or ArgumentException, $"{i}: {e}");
            }
        }
    }

    private static byte[] Nested(int[] place, byte[] content) => place.Reverse().Aggregate(content, (inner, field) => Field(field, inner));

    private static MetadataProto Description(ModelProto model) => model.Metadata.Single(entry => entry.Key == "glgan.network");

    private static ShapeProto Input(ModelProto model, string name) => model.Graph.Inputs.Single(input => input.Name == name).Type.Tensor.Shape;

    private ModelProto Exported()
    {
        using var model = TinyModel.Create(1);
        model.ExportOnnx(_folder.File("exported.onnx"));
        return ModelProto.Parser.ParseFrom(File.ReadAllBytes(_folder.File("exported.onnx")));
    }

    private string Refusal(Action<ModelProto> change)
    {
        var model = Exported();
        change(model);
        return Refusal(model.ToByteArray());
    }

    private string Refusal(byte[] content)
    {
        var path = _folder.File("model.onnx");
        File.WriteAllBytes(path, content);
        return Problem(path);
    }

    private static string Problem(string path)
    {
        var problem = Assert.ThrowsAny<IOException>(() => OnnxNetwork.Load(path));
        Assert.Contains(path, problem.Message);
        return problem.Message;
    }
}
