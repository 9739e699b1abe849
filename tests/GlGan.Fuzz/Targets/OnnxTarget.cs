using GlGan.Faces;
using GlGan.Generators;
using GlGan.Onnx;
using GlGan.Synthesis;

namespace GlGan.Fuzz.Targets;

/// <summary>What stands between ONNX files and ONNX Runtime, whose own parser takes too long for millions of inputs.</summary>
internal sealed class OnnxTarget : IFuzzTarget
{
    public string Name => "onnx";

    public IReadOnlyList<byte[]> Seeds { get; } = [Network()];

    public IReadOnlyList<Type> Refusals { get; } = [typeof(OnnxException)];

    public void Run(byte[] input, string file)
    {
        if (OnnxWire.Problem(input) is { } problem) throw new OnnxException(file, problem);
    }

    internal static byte[] Network()
    {
        var path = Path.GetTempFileName();
        using (var model = new GlGanModel(
            new GlGanGenerator(new()
            {
                ImageSize = 32, Regions = [FaceRegion.Mouth], Global = new() { BaseChannels = 1, Depth = 2 }, Local = new() { BaseChannels = 1 }, Fusion = new() { Channels = 1 },
            }),
            ModelPurpose.Frontal)) model.ExportOnnx(path);
        var bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return bytes;
    }
}
