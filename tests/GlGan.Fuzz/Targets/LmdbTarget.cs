using GlGan.Data;

namespace GlGan.Fuzz.Targets;

internal sealed class LmdbTarget : IFuzzTarget
{
    // Enough values in a damaged file may overlap to make reading all of every one slow; a few bytes of each show whether it is there.
    private const int Step = 1000;

    public string Name => "lmdb";

    public IReadOnlyList<byte[]> Seeds { get; } = SeedFiles.Of("lmdb", name => name is not "named.mdb");

    public IReadOnlyList<Type> Refusals { get; } = [typeof(LmdbException)];

    public void Run(byte[] input, string file)
    {
        using var reader = LmdbReader.Open(input, "input.mdb");
        var sum = 0;
        var position = 0L;
        foreach (var entry in reader)
        {
            var value = entry.Value;
            for (var at = 0; at < value.Length; at += Step) sum += value[at];
            if (!value.IsEmpty) sum += value[^1];
            if (position++ % 16 == 0) reader.Find(entry.Key, out _);
        }

        reader.Find("no such key"u8, out _);
        GC.KeepAlive(sum);
    }
}
