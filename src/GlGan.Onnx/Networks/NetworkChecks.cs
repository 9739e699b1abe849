using GlGan.Synthesis;
using Microsoft.ML.OnnxRuntime;

namespace GlGan.Onnx;

/// <summary>Holds an opened file to what it says of itself.</summary>
internal static class NetworkChecks
{
    /// <summary>The description of a network, once its inputs and outputs are found to be as it says.</summary>
    /// <exception cref="OnnxException">There is none, or they are not.</exception>
    internal static NetworkDescription Describe(string path, InferenceSession session)
    {
        var description = Parse(path, session);
        var shapes = description.InputShapes;
        foreach (var (name, input) in session.InputMetadata)
        {
            if (!shapes.TryGetValue(name, out var shape)) throw new OnnxException(path, $"it asks for the input '{name}', which no network of this library has.");
            Require(path, $"input '{name}'", input, shape);
        }

        if (!session.OutputMetadata.TryGetValue(NetworkDescription.ImageOutput, out var image))
            throw new OnnxException(path, $"it has no output '{NetworkDescription.ImageOutput}'; it has {string.Join(", ", session.OutputMetadata.Keys.Select(name => $"'{name}'"))}.");
        Require(path, $"output '{NetworkDescription.ImageOutput}'", image, description.ImageShape);
        return description;
    }

    private static NetworkDescription Parse(string path, InferenceSession session)
    {
        if (!Metadata(path, session).TryGetValue(NetworkDescription.MetadataKey, out var json))
        {
            throw new OnnxException(
                path, $"no network of this library: its metadata has no entry '{NetworkDescription.MetadataKey}'. Export a model by 'glgan export' or model.ExportOnnx(path).");
        }

        try
        {
            return NetworkDescription.Parse(json);
        }
        catch (FormatException e)
        {
            throw new OnnxException(path, $"its entry '{NetworkDescription.MetadataKey}': {e.Message}", e);
        }
    }

    private static Dictionary<string, string> Metadata(string path, InferenceSession session)
    {
        try
        {
            return session.ModelMetadata.CustomMetadataMap;
        }
        catch (NullReferenceException e)
        {
            // What ONNX Runtime's binding throws where a key has a NUL within.
            throw new OnnxException(path, "its metadata cannot be read.", e);
        }
    }

    private static void Require(string path, string what, NodeMetadata found, int[] shape)
    {
        int[] expected = [-1, .. shape];
        if (found.IsTensor && found.ElementType == typeof(float) && found.Dimensions.SequenceEqual(expected)) return;
        throw new OnnxException(path, $"its {what} is {(found.IsTensor ? $"{found.ElementType?.Name ?? $"{found.ElementDataType}"} {Text(found.Dimensions)}" : "no tensor")}, and should be Single {Text(expected)}.");
    }

    private static string Text(int[] shape) => $"[{string.Join(", ", shape.Select(length => length < 0 ? "N" : $"{length}"))}]";
}
