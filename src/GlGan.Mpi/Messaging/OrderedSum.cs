using System.Numerics;
using System.Runtime.InteropServices;
using MPI;

namespace GlGan.Mpi;

/// <summary>
/// Adds up arrays of all ranks in the order of the ranks: each sums a part of the array and tells the others. That moves as much as the best algorithms for long arrays
/// (Thakur, Rabenseifner and Gropp, "Optimization of collective communication operations in MPICH", 2005), and no number depends on how the array is cut.
/// </summary>
/// <param name="size">Number of ranks.</param>
internal sealed unsafe class OrderedSum(int size) : IDisposable
{
    // Below, one message costs more than the numbers in it.
    private const int Short = 4096;

    private float* _received;
    private long _capacity;

    /// <summary>Adds up an array in place.</summary>
    /// <param name="values">Its first number.</param>
    /// <param name="count">Its length, divisible by the number of ranks.</param>
    internal void Run(float* values, int count)
    {
        var part = count / size;
        var isShort = part <= Short;
        Reserve(isShort ? (long)count * size : count);
        if (isShort)
        {
            MpiError.Check(Unsafe.MPI_Allgather((nint)values, count, Unsafe.MPI_FLOAT, (nint)_received, count, Unsafe.MPI_FLOAT, Unsafe.MPI_COMM_WORLD));
            Add(count);
            new Span<float>(_received, count).CopyTo(new Span<float>(values, count));
        }
        else
        {
            MpiError.Check(Unsafe.MPI_Alltoall((nint)values, part, Unsafe.MPI_FLOAT, (nint)_received, part, Unsafe.MPI_FLOAT, Unsafe.MPI_COMM_WORLD));
            Add(part);
            MpiError.Check(Unsafe.MPI_Allgather((nint)_received, part, Unsafe.MPI_FLOAT, (nint)values, part, Unsafe.MPI_FLOAT, Unsafe.MPI_COMM_WORLD));
        }
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_received);
        _received = null;
        _capacity = 0;
    }

    // What each rank sent lies one behind the other, in the order of the ranks.
    private void Add(int count)
    {
        var sum = new Span<float>(_received, count);
        for (var rank = 1; rank < size; rank++)
        {
            var other = new ReadOnlySpan<float>(_received + ((long)rank * count), count);
            var wide = MemoryMarshal.Cast<float, Vector<float>>(sum);
            var wideOther = MemoryMarshal.Cast<float, Vector<float>>(other);
            for (var i = 0; i < wide.Length; i++) wide[i] += wideOther[i];
            for (var i = wide.Length * Vector<float>.Count; i < count; i++) sum[i] += other[i];
        }
    }

    private void Reserve(long count)
    {
        if (count <= _capacity) return;
        Dispose();
        _received = (float*)NativeMemory.AlignedAlloc((nuint)count * sizeof(float), 64);
        _capacity = count;
    }
}
