using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using GlGan.Foundation;
using static TorchSharp.torch;

namespace GlGan.Native;

/// <summary>
/// Loops on the threads libtorch computes on, where these are GNU OpenMP's: after an operation they wait for the next one without sleeping, and would take the
/// processors from any others. Elsewhere on the thread pool.
/// </summary>
internal sealed unsafe class TorchWorkers
{
    private static readonly delegate* unmanaged<delegate* unmanaged<nint, void>, nint, uint, uint, void> StartTeam = FindTeam();

    private readonly int _count;
    private readonly Action<int> _body;
    private int _taken;
    private Exception? _problem;

    private TorchWorkers(int count, Action<int> body) => (_count, _body) = (count, body);

    /// <summary>Whether loops run on libtorch's own threads.</summary>
    internal static bool AreShared => StartTeam != null;

    /// <summary>Does something for each number from 0 to <paramref name="count"/> − 1, on as many threads as libtorch may use. An exception ends the loop and is thrown itself.</summary>
    internal static void For(int count, Action<int> body)
    {
        var workers = Math.Min(get_num_threads(), count);
        if (workers <= 1)
        {
            for (var i = 0; i < count; i++) body(i);
            return;
        }

        if (!AreShared)
        {
            ParallelWork.For(count, workers, body, CancellationToken.None);
            return;
        }

        var loop = new TorchWorkers(count, body);
        var handle = GCHandle.Alloc(loop);
        StartTeam(&Work, GCHandle.ToIntPtr(handle), (uint)workers, 0);
        handle.Free();
        if (loop._problem is { } problem) ExceptionDispatchInfo.Throw(problem);
    }

    [UnmanagedCallersOnly]
    private static void Work(nint handle) => ((TorchWorkers)GCHandle.FromIntPtr(handle).Target!).Work();

    // No exception may leave for native code.
    private void Work()
    {
        try
        {
            for (var i = Interlocked.Increment(ref _taken) - 1; i < _count; i = Interlocked.Increment(ref _taken) - 1) _body(i);
        }
        catch (Exception problem)
        {
            _problem ??= problem;
            Volatile.Write(ref _taken, _count);
        }
    }

    private static delegate* unmanaged<delegate* unmanaged<nint, void>, nint, uint, uint, void> FindTeam()
    {
        var library = LoadedLibrary.Find("libgomp");
        return library != 0 && NativeLibrary.TryGetExport(library, "GOMP_parallel", out var start)
            ? (delegate* unmanaged<delegate* unmanaged<nint, void>, nint, uint, uint, void>)start
            : null;
    }
}
