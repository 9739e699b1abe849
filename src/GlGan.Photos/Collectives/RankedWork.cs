using System.Buffers.Binary;
using GlGan.Foundation;

namespace GlGan.Collectives;

/// <summary>Shares out pieces of work over ranks.</summary>
internal static class RankedWork
{
    /// <summary>Whether there are others to share with.</summary>
    internal static bool AreSeveral(this IRanks? ranks) => ranks is { Size: > 1 };

    /// <summary>Does pieces of work, each on one rank, and has what came of them in their order on every rank.</summary>
    /// <param name="ranks">The ranks.</param>
    /// <param name="first">Number of the first piece.</param>
    /// <param name="end">Number after that of the last.</param>
    /// <param name="atOnce">Pieces that a rank does before it tells the others.</param>
    /// <param name="workers">Threads of each rank.</param>
    /// <param name="make">Does the piece of that number.</param>
    /// <param name="cancellationToken">Ends the work of all ranks.</param>
    internal static IEnumerable<byte[]> Share(this IRanks ranks, int first, int end, int atOnce, int workers, Func<int, byte[]> make, CancellationToken cancellationToken)
    {
        for (long round = first; round < end; round += (long)atOnce * ranks.Size)
        {
            var own = (int)Math.Min(end, round + ((long)ranks.Rank * atOnce));
            var made = new byte[Math.Min(atOnce, end - own)][];
            ParallelWork.For(made.Length, workers, i => made[i] = make(own + i), CancellationToken.None);
            var all = ranks.Gather(Format(made, cancellationToken.IsCancellationRequested));
            if (all.Any(bytes => bytes[0] != 0)) throw new OperationCanceledException(cancellationToken);
            foreach (var piece in all.SelectMany(Parse)) yield return piece;
        }
    }

    /// <summary>A number that rank 0 knows.</summary>
    internal static int OfFirst(this IRanks ranks, int value)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return BinaryPrimitives.ReadInt32LittleEndian(ranks.Gather(bytes)[0]);
    }

    private static byte[] Format(byte[][] pieces, bool stops)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(stops);
        foreach (var piece in pieces)
        {
            writer.Write(piece.Length);
            writer.Write(piece);
        }

        return stream.ToArray();
    }

    private static IEnumerable<byte[]> Parse(byte[] bytes)
    {
        for (var at = 1; at < bytes.Length;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));
            yield return bytes[(at + sizeof(int))..(at += sizeof(int) + length)];
        }
    }
}
