namespace GlGan.Onnx;

/// <summary>
/// Reads an ONNX file as what it is on disk, a Protocol Buffers message, and finds tensors whose values lie in other files: among initial values, attributes of nodes,
/// graphs in them, functions and training, dense or sparse.
/// </summary>
internal static class OnnxWire
{
    private const int Varint = 0, Fixed64 = 1, Bytes = 2, Fixed32 = 5;

    // What ONNX Runtime's own reader allows.
    private const int DeepestMessage = 100;

    private const int ExternalData = 13, DataLocation = 14;

    private static readonly Dictionary<(OnnxMessage, int Field), OnnxMessage> Messages = new()
    {
        [(OnnxMessage.Model, 7)] = OnnxMessage.Graph,
        [(OnnxMessage.Model, 20)] = OnnxMessage.Training,
        [(OnnxMessage.Model, 25)] = OnnxMessage.Function,
        [(OnnxMessage.Training, 1)] = OnnxMessage.Graph,
        [(OnnxMessage.Training, 2)] = OnnxMessage.Graph,
        [(OnnxMessage.Function, 7)] = OnnxMessage.Node,
        [(OnnxMessage.Function, 11)] = OnnxMessage.Attribute,
        [(OnnxMessage.Graph, 1)] = OnnxMessage.Node,
        [(OnnxMessage.Graph, 5)] = OnnxMessage.Tensor,
        [(OnnxMessage.Graph, 15)] = OnnxMessage.SparseTensor,
        [(OnnxMessage.Node, 5)] = OnnxMessage.Attribute,
        [(OnnxMessage.Attribute, 5)] = OnnxMessage.Tensor,
        [(OnnxMessage.Attribute, 6)] = OnnxMessage.Graph,
        [(OnnxMessage.Attribute, 10)] = OnnxMessage.Tensor,
        [(OnnxMessage.Attribute, 11)] = OnnxMessage.Graph,
        [(OnnxMessage.Attribute, 22)] = OnnxMessage.SparseTensor,
        [(OnnxMessage.Attribute, 23)] = OnnxMessage.SparseTensor,
        [(OnnxMessage.SparseTensor, 1)] = OnnxMessage.Tensor,
        [(OnnxMessage.SparseTensor, 2)] = OnnxMessage.Tensor,
    };

    /// <summary>What is wrong with a file, or <see langword="null"/>: it is no such message, has no graph, or asks for other files.</summary>
    internal static string? Problem(ReadOnlySpan<byte> model)
    {
        var hasGraph = false;
        return Problem(model, OnnxMessage.Model, 1, ref hasGraph) ?? (hasGraph ? null : "it is no ONNX file: there is no graph in it.");
    }

    private static string? Problem(ReadOnlySpan<byte> message, OnnxMessage kind, int depth, ref bool hasGraph)
    {
        const string damaged = "it is no ONNX file, or a damaged one.";
        if (depth > DeepestMessage) return $"it nests deeper than {DeepestMessage} levels.";
        while (!message.IsEmpty)
        {
            if (!TryVarint(ref message, out var tag) || tag > uint.MaxValue || tag >> 3 == 0) return damaged;
            var field = (int)(tag >> 3);
            if (kind == OnnxMessage.Tensor && field is ExternalData or DataLocation && !(field == DataLocation && message is [0, ..]))
                return "it takes values from another file (external data), which is not read: save it with all values in one file.";
            switch ((int)(tag & 7))
            {
                case Varint when TryVarint(ref message, out _): break;
                case Fixed64 when message.Length >= 8: message = message[8..]; break;
                case Fixed32 when message.Length >= 4: message = message[4..]; break;
                case Bytes when TryVarint(ref message, out var length) && length <= (ulong)message.Length:
                    var content = message[..(int)length];
                    message = message[(int)length..];
                    if (!Messages.TryGetValue((kind, field), out var inner)) break;
                    hasGraph |= kind == OnnxMessage.Model && inner == OnnxMessage.Graph;
                    if (Problem(content, inner, depth + 1, ref hasGraph) is { } problem) return problem;
                    break;
                default: return damaged;
            }
        }

        return null;
    }

    private static bool TryVarint(ref ReadOnlySpan<byte> bytes, out ulong value)
    {
        value = 0;
        for (var i = 0; i < Math.Min(10, bytes.Length); i++)
        {
            value |= (ulong)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] >= 0x80) continue;
            bytes = bytes[(i + 1)..];
            return true;
        }

        return false;
    }
}
