using GlGan.Datasets;

namespace GlGan.Tests.Datasets;

/// <summary>Databases written by LMDB itself (make_lmdb.py), and what LMDB's mdb_dump says is in them.</summary>
internal static class LmdbFixtures
{
    internal static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", "lmdb", name);

    internal static byte[] Bytes(string name) => File.ReadAllBytes(PathOf($"{name}.mdb"));

    internal static LmdbReader Open(string name) => LmdbReader.Open(PathOf($"{name}.mdb"));

    internal static List<(string Key, string Value)> Dumped(string name) => Pairs(File.ReadLines(PathOf($"{name}.txt")));

    /// <summary>The data lines of mdb_dump start with a blank: a key, then its value, in hexadecimal digits.</summary>
    internal static List<(string Key, string Value)> Pairs(IEnumerable<string> dump) =>
        [.. dump.Where(line => line.StartsWith(' ')).Select(line => line.Trim()).Chunk(2).Select(pair => (pair[0], pair[1]))];

    internal static List<(string Key, string Value)> Read(LmdbReader reader)
    {
        var pairs = new List<(string, string)>();
        for (var position = 0L; position < reader.Count; position++) pairs.Add((Convert.ToHexStringLower(reader[position].Key), Convert.ToHexStringLower(reader[position].Value)));
        return pairs;
    }
}
