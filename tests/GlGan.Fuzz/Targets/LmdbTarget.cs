using System.Buffers.Binary;
using GlGan.Datasets;

namespace GlGan.Fuzz.Targets;

internal sealed class LmdbTarget : IFuzzTarget
{
    // Enough values in a damaged file may overlap to make reading all of every one slow; a few bytes of each show whether it is there.
    private const int Step = 1000;

    public string Name => "lmdb";

    public IReadOnlyList<byte[]> Seeds { get; } = SeedFiles.Of("lmdb", name => name is not "named.mdb");

    // Page size, depth, entries, root, last page and transaction of both meta pages; header, list and nodes' headers of the others.
    public IReadOnlyList<int> HotSpots(byte[] seed)
    {
        int[] meta = [16, 20, 40, 92, 94, 120, 128, 136, 144];
        var size = BinaryPrimitives.ReadInt32LittleEndian(seed.AsSpan(40));
        var spots = meta.SelectMany(field => (int[])[field, size + field]).ToList();
        for (var page = 2 * size; page < seed.Length; page += size)
        {
            spots.AddRange([page, page + 10, page + 12]);
            var isTree = seed[page + 10] is 1 or 2;
            for (var item = page + 16; isTree && item < page + BinaryPrimitives.ReadUInt16LittleEndian(seed.AsSpan(page + 12)); item += 2)
            {
                var node = page + BinaryPrimitives.ReadUInt16LittleEndian(seed.AsSpan(item));
                spots.AddRange([item, node, node + 2, node + 4, node + 6, node + 48]);
            }
        }

        return spots;
    }

    public IReadOnlyList<Type> Refusals { get; } = [typeof(LmdbException)];

    public void Run(byte[] input, string file)
    {
        using var reader = LmdbReader.Open(input, "input.mdb");
        var sum = 0;
        for (var position = 0L; position < reader.Count; position++)
        {
            var entry = reader[position];
            sum += entry.Key.Length;
            var value = entry.Value;
            for (var at = 0; at < value.Length; at += Step) sum += value[at];
            if (!value.IsEmpty) sum += value[^1];
        }

        GC.KeepAlive(sum);
    }
}
