namespace GlGan.Exporting;

/// <summary>A setting of an ONNX node, by the name its operator gives it.</summary>
internal sealed partial class AttributeProto
{
    internal AttributeProto(string name, float value) => (Name, Type, Number) = (name, AttributeType.Number, value);

    internal AttributeProto(string name, long value) => (Name, Type, Integer) = (name, AttributeType.Integer, value);

    internal AttributeProto(string name, string value) => (Name, Type, Text) = (name, AttributeType.Text, value);

    internal AttributeProto(string name, long[] values)
    {
        (Name, Type) = (name, AttributeType.Integers);
        Integers.Add(values);
    }
}
