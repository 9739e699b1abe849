using System.Runtime.InteropServices;

namespace GlGan.Benchmarks.Baselines;

/// <summary>
/// Collects inputs, initialisers, nodes and outputs of an ONNX graph and writes them as a ModelProto. Values are known by their names; the first
/// dimension of inputs and outputs is the batch, <c>N</c>.
/// </summary>
internal sealed class OnnxGraph
{
    private const int IrVersion = 8, Opset = 17;
    private const int FloatType = 1, Int64Type = 7;
    private const int NodeField = 1, InitializerField = 5, InputField = 11, OutputField = 12;

    private readonly ProtobufWriter _graph = new();
    private int _values;

    internal OnnxGraph(string name) => _graph.Text(2, name);

    /// <summary>Adds an input of floats, <c>[N, shape]</c>, and returns its name.</summary>
    internal string Input(string name, params long[] shape)
    {
        _graph.Message(InputField, info => WriteInfo(info, name, shape));
        return name;
    }

    /// <summary>Makes the value of that name an output of floats, <c>[N, shape]</c>.</summary>
    internal void Output(string name, params long[] shape) => _graph.Message(OutputField, info => WriteInfo(info, name, shape));

    /// <summary>Adds an initialiser and returns its name.</summary>
    internal string Floats(string name, ReadOnlySpan<float> values, params long[] shape) => Initializer(name, FloatType, MemoryMarshal.AsBytes(values), shape);

    /// <summary>Adds a number and returns its name.</summary>
    internal string Number(double value) => Floats(NewName("number"), [(float)value]);

    /// <summary>Adds a list of integers, as operators take axes and shapes, and returns its name.</summary>
    internal string Integers(params long[] values) => Initializer(NewName("integers"), Int64Type, MemoryMarshal.AsBytes<long>(values), [values.Length]);

    /// <summary>0, 1, …, length − 1 as floats of a shape; returns the name.</summary>
    internal string Indices(long length, params long[] shape)
    {
        var values = new float[length];
        for (var i = 0; i < length; i++) values[i] = i;
        return Floats(NewName("indices"), values, shape);
    }

    /// <summary>Adds a node and returns the name of its only output.</summary>
    internal string Node(string type, string[] inputs, params OnnxAttribute[] attributes) => NamedNode(NewName(type), type, inputs, attributes);

    /// <summary>Adds a node whose output has a name of your choice, and returns that.</summary>
    internal string NamedNode(string output, string type, string[] inputs, params OnnxAttribute[] attributes)
    {
        _graph.Message(NodeField, node =>
        {
            foreach (var input in inputs) node.Text(1, input);
            node.Text(2, output);
            node.Text(3, output);
            node.Text(4, type);
            foreach (var attribute in attributes) node.Message(5, attribute.Write);
        });
        return output;
    }

    /// <summary>The bytes of the model.</summary>
    internal byte[] ToModel()
    {
        var model = new ProtobufWriter();
        model.Integer(1, IrVersion);
        model.Text(2, "GlGan.Benchmarks");
        model.Message(8, opset => opset.Integer(2, Opset));
        model.Bytes(7, _graph.Written);
        return model.Written.ToArray();
    }

    private string NewName(string kind) => $"{kind}_{_values++}";

    private string Initializer(string name, int type, ReadOnlySpan<byte> values, ReadOnlySpan<long> shape)
    {
        var tensor = new ProtobufWriter();
        tensor.Integers(1, shape);
        tensor.Integer(2, type);
        tensor.Text(8, name);
        tensor.Bytes(9, values);
        _graph.Bytes(InitializerField, tensor.Written);
        return name;
    }

    private static void WriteInfo(ProtobufWriter info, string name, long[] shape)
    {
        info.Text(1, name);
        info.Message(2, type => type.Message(1, tensor =>
        {
            tensor.Integer(1, FloatType);
            tensor.Message(2, sides =>
            {
                sides.Message(1, batch => batch.Text(2, "N"));
                foreach (var side in shape) sides.Message(1, fixedSide => fixedSide.Integer(1, side));
            });
        }));
    }
}
