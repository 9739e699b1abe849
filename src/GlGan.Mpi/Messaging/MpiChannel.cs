using System.Diagnostics;
using MPI;

namespace GlGan.Mpi;

/// <summary>Numbers that ranks send one another on a channel of their own. One thread at a time uses a channel.</summary>
internal sealed unsafe class MpiChannel : IDisposable
{
    private const int Tag = 1;

    private static readonly TimeSpan Patience = TimeSpan.FromMicroseconds(50);

    private readonly int _rank;
    private readonly int _size;
    private int _communicator;

    internal MpiChannel(int rank, int size)
    {
        (_rank, _size) = (rank, size);
        MpiError.Check(Unsafe.MPI_Comm_dup(Unsafe.MPI_COMM_WORLD, out _communicator));
    }

    /// <summary>
    /// Waits until all ranks are here, without keeping a processor busy: those that come early may wait for minutes. Each tells some others a number, in rounds of twice the distance
    /// (Hensgen, Finkel and Manber, "Two algorithms for barrier synchronization", 1988).
    /// </summary>
    /// <param name="number">What should be the same on all ranks.</param>
    /// <returns>The first rank that told another number, and the number; <see langword="null"/> where none did.</returns>
    internal (int Rank, long Number)? Meet(long number)
    {
        for (var distance = 1; distance < _size; distance *= 2)
        {
            var (to, from) = ((_rank + distance) % _size, (_rank - distance + _size) % _size);
            long told = 0;
            MpiError.Check(Unsafe.MPI_Irecv((nint)(&told), sizeof(long), Unsafe.MPI_BYTE, from, Tag, _communicator, out var receiving));
            MpiError.Check(Unsafe.MPI_Isend((nint)(&number), sizeof(long), Unsafe.MPI_BYTE, to, Tag, _communicator, out var sending));
            Wait(ref receiving);
            Wait(ref sending);
            if (told != number) return (from, told);
        }

        return null;
    }

    /// <summary>Begins to send a number, which must not move until <see cref="IsDone"/>.</summary>
    internal int BeginSend(long* number, int to)
    {
        MpiError.Check(Unsafe.MPI_Isend((nint)number, sizeof(long), Unsafe.MPI_BYTE, to, Tag, _communicator, out var request));
        return request;
    }

    /// <summary>Takes all numbers that have come from a rank.</summary>
    /// <returns>Whether there was one.</returns>
    internal bool Drain(int from)
    {
        for (var any = false; ; any = true)
        {
            MpiError.Check(Unsafe.MPI_Iprobe(from, Tag, _communicator, out var has, out _));
            if (has == 0) return any;
            long number;
            MpiError.Check(Unsafe.MPI_Recv((nint)(&number), sizeof(long), Unsafe.MPI_BYTE, from, Tag, _communicator, out _));
        }
    }

    /// <summary>Whether a request is done.</summary>
    internal static bool IsDone(ref int request)
    {
        MpiError.Check(Unsafe.MPI_Test(ref request, out var done, out _));
        return done != 0;
    }

    public void Dispose() => Unsafe.MPI_Comm_free(ref _communicator);

    private static void Wait(ref int request)
    {
        for (var started = Stopwatch.GetTimestamp(); !IsDone(ref request);)
            if (Stopwatch.GetElapsedTime(started) > Patience) Thread.Sleep(1);
    }
}
