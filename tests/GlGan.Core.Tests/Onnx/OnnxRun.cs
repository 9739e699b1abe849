using GlGan.Generators;
using GlGan.Synthesis;
using Microsoft.ML.OnnxRuntime;
using static TorchSharp.torch;

namespace GlGan.Tests.Onnx;

/// <summary>Runs a file by ONNX Runtime alone, on tensors.</summary>
internal static class OnnxRun
{
    /// <summary>The image of a batch; the caller disposes it.</summary>
    internal static Tensor Image(string path, GeneratorInput input)
    {
        using var session = new InferenceSession(path);
        Dictionary<string, Tensor> tensors = new() { [NetworkDescription.GlobalInput] = input.Global };
        if (input.Prior is not null) tensors[NetworkDescription.PriorInput] = input.Prior;
        foreach (var (region, crop) in input.Local) tensors[NetworkDescription.LocalInput(region)] = crop;
        foreach (var (region, centers) in input.Placement) tensors[NetworkDescription.PlacementInput(region)] = centers;
        var values = session.InputMetadata.Keys.ToDictionary(name => name, name => OrtValue.CreateTensorValueFromMemory(tensors[name].contiguous().data<float>().ToArray(), tensors[name].shape));

        using var run = new RunOptions();
        using var results = session.Run(run, values, [NetworkDescription.ImageOutput]);
        foreach (var value in values.Values) value.Dispose();
        return tensor(results[0].GetTensorDataAsSpan<float>().ToArray(), results[0].GetTensorTypeAndShape().Shape);
    }
}
