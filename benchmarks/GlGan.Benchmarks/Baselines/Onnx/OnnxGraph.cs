using System.Runtime.InteropServices;
using Google.Protobuf;

namespace GlGan.Benchmarks.Baselines;

/// <summary>
/// Collects inputs, initialisers, nodes and outputs of an ONNX graph and writes them as a <see cref="ModelProto"/>. Values are known by their names; the first
/// dimension of inputs and outputs is the batch, <c>N</c>.
/// </summary>
internal sealed class OnnxGraph
{
    private const int IrVersion = 8, Opset = 17;

    private readonly GraphProto _graph;
    private int _values;

    internal OnnxGraph(string name) => _graph = new() { Name = name };

    /// <summary>Adds an input of floats, <c>[N, shape]</c>, and returns its name.</summary>
    internal string Input(string name, params long[] shape)
    {
        _graph.Inputs.Add(Value(name, shape));
        return name;
    }

    /// <summary>Makes the value of that name an output of floats, <c>[N, shape]</c>.</summary>
    internal void Output(string name, params long[] shape) => _graph.Outputs.Add(Value(name, shape));

    /// <summary>Adds an initialiser and returns its name.</summary>
    internal string Floats(string name, ReadOnlySpan<float> values, params long[] shape) => Initializer(name, ElementType.Float, MemoryMarshal.AsBytes(values), shape);

    /// <summary>Adds a number and returns its name.</summary>
    internal string Number(double value) => Floats(NewName("number"), [(float)value]);

    /// <summary>Adds a list of integers, as operators take axes and shapes, and returns its name.</summary>
    internal string Integers(params long[] values) => Initializer(NewName("integers"), ElementType.Int64, MemoryMarshal.AsBytes<long>(values), [values.Length]);

    /// <summary>0, 1, …, length − 1 as floats of a shape; returns the name.</summary>
    internal string Indices(long length, params long[] shape)
    {
        var values = new float[length];
        for (var i = 0; i < length; i++) values[i] = i;
        return Floats(NewName("indices"), values, shape);
    }

    /// <summary>Adds a node and returns the name of its only output.</summary>
    internal string Node(string type, string[] inputs, params AttributeProto[] attributes) => NamedNode(NewName(type), type, inputs, attributes);

    /// <summary>Adds a node whose output has a name of your choice, and returns that.</summary>
    internal string NamedNode(string output, string type, string[] inputs, params AttributeProto[] attributes)
    {
        _graph.Nodes.Add(new NodeProto { Name = output, Operator = type, Inputs = { inputs }, Outputs = { output }, Attributes = { attributes } });
        return output;
    }

    /// <summary>The bytes of the model.</summary>
    internal byte[] ToModel() => new ModelProto
    {
        IrVersion = IrVersion,
        ProducerName = "GlGan.Benchmarks",
        OperatorSets = { new OperatorSetProto { Version = Opset } },
        Graph = _graph,
    }.ToByteArray();

    private string NewName(string kind) => $"{kind}_{_values++}";

    private string Initializer(string name, ElementType type, ReadOnlySpan<byte> values, long[] shape)
    {
        _graph.Initializers.Add(new TensorProto { Name = name, Type = type, Shape = { shape }, Values = ByteString.CopyFrom(values) });
        return name;
    }

    private static ValueProto Value(string name, long[] shape)
    {
        DimensionProto[] dimensions = [new() { Symbol = "N" }, .. shape.Select(length => new DimensionProto { Length = length })];
        return new() { Name = name, Type = new() { Tensor = new() { Type = ElementType.Float, Shape = new() { Dimensions = { dimensions } } } } };
    }
}
