using System.Runtime.InteropServices;
using Google.Protobuf;

namespace GlGan.Exporting;

/// <summary>
/// Collects inputs, initialisers, nodes and outputs of an ONNX graph and writes them as a <see cref="ModelProto"/>. Values are known by their names; the first
/// dimension of inputs and outputs is the batch, <c>N</c>.
/// </summary>
internal sealed class OnnxGraph
{
    private const int IrVersion = 8, Opset = 17;

    private readonly GraphProto _graph;
    private readonly HashSet<string> _inputs = [];
    private readonly Dictionary<string, string> _constants = [];
    private int _values;

    internal OnnxGraph(string name) => _graph = new() { Name = name };

    /// <summary>An input of floats, <c>[N, shape]</c>, which is added where it is not there yet; returns its name.</summary>
    internal string Input(string name, params IEnumerable<int> shape)
    {
        if (_inputs.Add(name)) _graph.Inputs.Add(Value(name, shape));
        return name;
    }

    /// <summary>Makes the value of that name an output of floats, <c>[N, shape]</c>.</summary>
    internal void Output(string name, params IEnumerable<int> shape) => _graph.Outputs.Add(Value(name, shape));

    /// <summary>Adds an initialiser and returns its name.</summary>
    internal string Floats(string name, ReadOnlySpan<float> values, params long[] shape) => Initializer(name, ElementType.Float, MemoryMarshal.AsBytes(values), shape);

    /// <summary>A number; returns the name.</summary>
    internal string Number(double value) => Numbers([(float)value]);

    /// <summary>Numbers of a shape, one initialiser for all that ask for the same; returns the name.</summary>
    internal string Numbers(ReadOnlySpan<float> values, params long[] shape) => Constant("numbers", ElementType.Float, MemoryMarshal.AsBytes(values), shape);

    /// <summary>A list of integers, as operators take axes and shapes; returns the name.</summary>
    internal string Integers(params long[] values) => Constant("integers", ElementType.Int64, MemoryMarshal.AsBytes<long>(values), [values.Length]);

    /// <summary>0, 1, …, length − 1 as floats of a shape; returns the name.</summary>
    internal string Indices(int length, params long[] shape) => Numbers([.. Enumerable.Range(0, length).Select(index => (float)index)], shape);

    /// <summary>Adds a node and returns the name of its only output.</summary>
    internal string Node(string type, string[] inputs, params AttributeProto[] attributes) => NamedNode(NewName(type), type, inputs, attributes);

    /// <summary>Adds a node whose output has a name of your choice, and returns that.</summary>
    internal string NamedNode(string output, string type, string[] inputs, params AttributeProto[] attributes)
    {
        _graph.Nodes.Add(new NodeProto { Name = output, Operator = type, Inputs = { inputs }, Outputs = { output }, Attributes = { attributes } });
        return output;
    }

    /// <summary>Some channels of a value; returns the name.</summary>
    internal string Channels(string input, long first, long count) => Node("Slice", [input, Integers(first), Integers(first + count), Integers(1)]);

    /// <summary>The model.</summary>
    /// <param name="metadata">What is said of it beside the graph.</param>
    internal ModelProto ToModel(IEnumerable<KeyValuePair<string, string>> metadata) => new()
    {
        IrVersion = IrVersion,
        ProducerName = "GlGan.Core",
        ProducerVersion = typeof(OnnxGraph).Assembly.GetName().Version!.ToString(3),
        OperatorSets = { new OperatorSetProto { Version = Opset } },
        Metadata = { metadata.Select(entry => new MetadataProto { Key = entry.Key, Value = entry.Value }) },
        Graph = _graph,
    };

    private string NewName(string kind) => $"{kind}_{_values++}";

    private string Constant(string kind, ElementType type, ReadOnlySpan<byte> values, long[] shape)
    {
        var content = $"{type} {string.Join(' ', shape)} {Convert.ToHexString(values)}";
        if (!_constants.TryGetValue(content, out var name)) _constants[content] = name = Initializer(NewName(kind), type, values, shape);
        return name;
    }

    private string Initializer(string name, ElementType type, ReadOnlySpan<byte> values, long[] shape)
    {
        _graph.Initializers.Add(new TensorProto { Name = name, Type = type, Shape = { shape }, Values = ByteString.CopyFrom(values) });
        return name;
    }

    private static ValueProto Value(string name, IEnumerable<int> shape)
    {
        DimensionProto[] dimensions = [new() { Symbol = "N" }, .. shape.Select(length => new DimensionProto { Length = length })];
        return new() { Name = name, Type = new() { Tensor = new() { Type = ElementType.Float, Shape = new() { Dimensions = { dimensions } } } } };
    }
}
