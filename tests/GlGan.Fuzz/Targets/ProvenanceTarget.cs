using GlGan.Imaging;

namespace GlGan.Fuzz.Targets;

internal sealed class ProvenanceTarget : IFuzzTarget
{
    public string Name => "provenance";

    public IReadOnlyList<byte[]> Seeds { get; } =
        [.. SeedFiles.Of("imaging", name => Path.GetExtension(name) is ".png" or ".jpg" or ".webp").SelectMany(image => (byte[][])[image, Provenance.Mark(image, DigitalSource.AlgorithmicallyEnhanced)])];

    public IReadOnlyList<Type> Refusals { get; } = [typeof(ImageFormatException)];

    public void Run(byte[] input, string file)
    {
        Provenance.Read(input);
        if (Provenance.Read(Provenance.Mark(input, DigitalSource.TrainedAlgorithmicMedia)) is null) throw new InvalidOperationException("A marked image is not marked.");
    }
}
