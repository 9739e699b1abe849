using System.Buffers.Binary;
using GlGan.Foundation;

namespace GlGan.Fuzz;

/// <summary>Makes damaged inputs from sound ones, from nothing but a seed and the number of the input.</summary>
internal sealed class Mutator(IFuzzTarget target, ulong seed, ulong stream)
{
    private const int MaxLength = 1 << 20;
    private const int MaxChanges = 8;
    private const int LongestChunk = 256;

    private static readonly long[] Interesting =
    [
        0, 1, 2, 3, 7, 8, 15, 16, 31, 32, 33, 63, 64, 127, 128, 255, 256, 511, 512, 4095, 4096,
        short.MaxValue, short.MaxValue + 1, ushort.MaxValue, ushort.MaxValue + 1, 100_000_000,
        int.MaxValue, int.MaxValue + 1L, uint.MaxValue, uint.MaxValue + 1L, long.MaxValue - 1, long.MaxValue, long.MinValue, -2, -1,
    ];

    // What text parsers give a meaning.
    private static readonly byte[] Signs = [.. " \t\r\n,;:.\"'{}[]()+-eE/\\#%\0"u8];

    private readonly IReadOnlyList<byte[]> _seeds = target.Seeds;
    private readonly IReadOnlyList<int>[] _hotSpots = [.. target.Seeds.Select(target.HotSpots)];

    /// <summary>The input of a number: first the seeds as they are, then damaged ones.</summary>
    internal byte[] Input(int number)
    {
        if (number < _seeds.Count) return _seeds[number];
        var random = new CounterRandom(seed, stream, (ulong)number);
        var chosen = random.Below(_seeds.Count);
        List<byte> input = [.. _seeds[chosen]];
        var changes = 1 + random.Below(random.Chance(0.5f) ? 2 : MaxChanges);
        for (var change = 0; change < changes; change++) Change(input, _hotSpots[chosen], ref random);
        return input.Count <= MaxLength ? [.. input] : [.. input[..MaxLength]];
    }

    private void Change(List<byte> input, IReadOnlyList<int> hotSpots, ref CounterRandom random)
    {
        if (input.Count == 0)
        {
            input.Add((byte)random.Below(256));
            return;
        }

        var place = random.Below(input.Count);
        if (hotSpots.Count > 0 && random.Chance(0.5f)) place = Math.Min(hotSpots[random.Below(hotSpots.Count)], input.Count - 1);
        switch (random.Below(12))
        {
            case 0: input[place] ^= (byte)(1 << random.Below(8)); break;
            case 1: input[place] = (byte)random.Below(256); break;
            case 2: input[place] = Signs[random.Below(Signs.Length)]; break;
            case 3: input[place] += (byte)(random.Below(17) - 8); break;
            case 4 or 5: SetNumber(input, place, ref random); break;
            case 6: input.RemoveRange(place, ChunkLength(input, place, ref random)); break;
            case 7: Copy(input, place, insert: true, ref random); break;
            case 8: Copy(input, place, insert: false, ref random); break;
            case 9: Insert(input, place, ref random); break;
            case 10: input.RemoveRange(place, input.Count - place); break;
            default: Splice(input, place, ref random); break;
        }
    }

    private static void SetNumber(List<byte> input, int place, ref CounterRandom random)
    {
        Span<byte> number = stackalloc byte[sizeof(long)];
        var size = 1 << random.Below(4);
        var value = Interesting[random.Below(Interesting.Length)];
        if (random.Chance(0.5f)) BinaryPrimitives.WriteInt64LittleEndian(number, value);
        else BinaryPrimitives.WriteInt64BigEndian(number, value << (64 - 8 * size));
        // Most formats align their numbers.
        if (random.Chance(0.5f)) place -= place % size;
        for (var at = 0; at < size && place + at < input.Count; at++) input[place + at] = number[at];
    }

    private static void Copy(List<byte> input, int place, bool insert, ref CounterRandom random)
    {
        var chunk = input.GetRange(place, ChunkLength(input, place, ref random));
        var target = random.Below(input.Count);
        if (insert) input.InsertRange(target, chunk);
        else for (var at = 0; at < chunk.Count && target + at < input.Count; at++) input[target + at] = chunk[at];
    }

    private static void Insert(List<byte> input, int place, ref CounterRandom random)
    {
        var chunk = new byte[1 + random.Below(16)];
        for (var at = 0; at < chunk.Length; at++) chunk[at] = random.Chance(0.5f) ? Signs[random.Below(Signs.Length)] : (byte)random.Below(256);
        input.InsertRange(place, chunk);
    }

    private void Splice(List<byte> input, int place, ref CounterRandom random)
    {
        var other = _seeds[random.Below(_seeds.Count)];
        // At the same place in both, or anywhere.
        var from = Math.Min(random.Chance(0.5f) ? place : random.Below(other.Length + 1), other.Length);
        input.RemoveRange(place, input.Count - place);
        input.AddRange(other.AsSpan(from));
    }

    private static int ChunkLength(List<byte> input, int place, ref CounterRandom random) =>
        Math.Min(input.Count - place, 1 + random.Below(random.Chance(0.5f) ? 8 : LongestChunk));
}
