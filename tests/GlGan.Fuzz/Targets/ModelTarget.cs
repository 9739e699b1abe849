using System.Buffers.Binary;
using GlGan.Faces;
using GlGan.Generators;
using GlGan.Serialization;
using GlGan.Synthesis;

namespace GlGan.Fuzz.Targets;

internal sealed class ModelTarget : IFuzzTarget
{
    private const int LengthBytes = 8;

    public string Name => "model";

    public IReadOnlyList<byte[]> Seeds { get; } = [Model(PathwayUse.Both), Model(PathwayUse.Global)];

    public IReadOnlyList<Type> Refusals { get; } = [typeof(SafetensorsException), typeof(WeightMismatchException)];

    // The header: weights are all alike.
    public IReadOnlyList<int> HotSpots(byte[] seed) => [.. Enumerable.Range(0, LengthBytes + (int)BinaryPrimitives.ReadInt64LittleEndian(seed))];

    public void Run(byte[] input, string file)
    {
        using var model = GlGanModel.Load(file);
    }

    private static byte[] Model(PathwayUse pathways)
    {
        var path = Path.GetTempFileName();
        using (var model = new GlGanModel(
            new GlGanGenerator(new()
            {
                ImageSize = 32, Pathways = pathways, Regions = [FaceRegion.Mouth],
                Global = new() { BaseChannels = 1, Depth = 2 }, Local = new() { BaseChannels = 1 }, Fusion = new() { Channels = 1 },
            }),
            ModelPurpose.Frontal)) model.Save(path);
        var bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return bytes;
    }
}
