namespace GlGan.Benchmarks.Baselines;

/// <summary>A setting of an ONNX node.</summary>
/// <param name="Name">As the operator calls it.</param>
/// <param name="Value">A <see cref="float"/>, <see cref="long"/>, <see cref="string"/> or array of <see cref="long"/>.</param>
internal sealed record OnnxAttribute(string Name, object Value)
{
    /// <summary>Writes the fields of an AttributeProto.</summary>
    internal void Write(ProtobufWriter writer)
    {
        const int type = 20;
        writer.Text(1, Name);
        switch (Value)
        {
            case float number:
                writer.Float(2, number);
                writer.Integer(type, 1);
                break;
            case long number:
                writer.Integer(3, number);
                writer.Integer(type, 2);
                break;
            case string text:
                writer.Text(4, text);
                writer.Integer(type, 3);
                break;
            default:
                writer.Integers(8, (long[])Value);
                writer.Integer(type, 7);
                break;
        }
    }
}
