using GlGan.Serialization;

namespace GlGan.Fuzz.Targets;

internal sealed class NpzTarget : IFuzzTarget
{
    public string Name => "npz";

    public IReadOnlyList<byte[]> Seeds { get; } = [Archive()];

    public IReadOnlyList<Type> Refusals { get; } = [typeof(InvalidDataException)];

    public void Run(byte[] input, string file) => NpzFile.Read(file, "mu", "sigma");

    private static byte[] Archive()
    {
        var path = Path.GetTempFileName();
        NpzFile.Write(path, ("mu", new NpyArray([3], [1, 2, 3])), ("sigma", new NpyArray([2, 2], [1, 0.5, 0.5, 1])));
        var bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return bytes;
    }
}
