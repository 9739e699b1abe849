using System.Text;
using GlGan.Faces;
using GlGan.Synthesis;

namespace GlGan.Fuzz.Targets;

internal sealed class NetworkDescriptionTarget : IFuzzTarget
{
    public string Name => "network-description";

    public IReadOnlyList<byte[]> Seeds { get; } =
        [Encoding.UTF8.GetBytes(NetworkDescription.Of(new FaceFraming(64, FaceTemplate.TpGan128, FaceRegion.Standard) { Prior = true }, ModelPurpose.Frontal).ToJson())];

    public IReadOnlyList<Type> Refusals { get; } = [typeof(FormatException)];

    public void Run(byte[] input, string file) => GC.KeepAlive(NetworkDescription.Parse(Encoding.UTF8.GetString(input)).InputShapes);
}
