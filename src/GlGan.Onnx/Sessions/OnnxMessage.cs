namespace GlGan.Onnx;

/// <summary>The messages of an ONNX file that hold tensors, or hold others that do.</summary>
internal enum OnnxMessage
{
    /// <summary>The whole file.</summary>
    Model,

    /// <summary>How to train it.</summary>
    Training,

    /// <summary>An operator made of others.</summary>
    Function,

    /// <summary>A graph.</summary>
    Graph,

    /// <summary>An operator in use.</summary>
    Node,

    /// <summary>A setting of an operator.</summary>
    Attribute,

    /// <summary>Values.</summary>
    Tensor,

    /// <summary>Values most of which are 0.</summary>
    SparseTensor,
}
