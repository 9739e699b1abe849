using System.Diagnostics;
using GlGan.Foundation;

namespace GlGan.Fuzz;

/// <summary>
/// Runs a target over damaged inputs. A target passes an input when it returns, or throws what it documents, in time and without taking much memory.
/// </summary>
/// <param name="folder">Existing folder for inputs that are kept.</param>
/// <param name="seed">Seed of the damage.</param>
/// <param name="timeLimit">How long a call may take; 10 seconds unless given.</param>
internal sealed class Fuzzer(string folder, ulong seed, TimeSpan? timeLimit = null)
{
    internal const long AllocationLimit = 256L << 20;

    private static readonly TimeSpan WatchInterval = TimeSpan.FromMilliseconds(100);

    private readonly TimeSpan _timeLimit = timeLimit ?? TimeSpan.FromSeconds(10);
    private long _started;

    /// <summary>Runs until all inputs have passed or one has not.</summary>
    internal FuzzReport Run(IFuzzTarget target, int inputs)
    {
        var report = new FuzzReport(target.Name);
        // A call that never ends cannot be stopped: its thread stays behind, and the process ends without it.
        var worker = new Thread(() => RunAll(target, inputs, report)) { IsBackground = true };
        Interlocked.Exchange(ref _started, Stopwatch.GetTimestamp());
        worker.Start();
        while (!worker.Join(WatchInterval))
        {
            if (Stopwatch.GetElapsedTime(Interlocked.Read(ref _started)) <= _timeLimit) continue;
            report.Finding = new FuzzFinding(report.Inputs, $"no end after {_timeLimit.TotalSeconds} s", CurrentFile(target));
            break;
        }

        return report;
    }

    private void RunAll(IFuzzTarget target, int inputs, FuzzReport report)
    {
        var mutator = new Mutator(target, seed, Stream(target.Name));
        var file = CurrentFile(target);
        for (var number = 0; number < inputs; number++)
        {
            var input = mutator.Input(number);
            Keep(file, input);
            report.Inputs = number;
            var problem = RunOne(target, input, file, number < target.Seeds.Count, report);
            // Given up on meanwhile: the call ended after all, but too late.
            if (report.Finding is not null) return;
            if (problem is null) continue;
            report.Finding = new FuzzFinding(number, problem, file);
            return;
        }

        report.Inputs = inputs;
        File.Delete(file);
    }

    private string? RunOne(IFuzzTarget target, byte[] input, string file, bool sound, FuzzReport report)
    {
        Exception? thrown = null;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        Interlocked.Exchange(ref _started, started);
        try
        {
            target.Run(input, file);
            report.Accepted++;
        }
        catch (Exception problem)
        {
            thrown = problem;
            report.Refused++;
        }

        var time = Stopwatch.GetElapsedTime(started);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        if (time > report.Slowest) report.Slowest = time;
        report.LargestAllocation = Math.Max(report.LargestAllocation, allocated);
        if (thrown is not null && sound) return $"a sound input is refused: {thrown}";
        if (thrown is not null && !target.Refusals.Any(kind => kind.IsInstanceOfType(thrown))) return $"an exception that is not documented: {thrown}";
        return allocated > AllocationLimit ? $"{allocated} bytes allocated; the limit is {AllocationLimit}" : null;
    }

    // Before each run, so that the input is known even when the process dies of it. Not truncated to nothing: some file systems then wait for the disk.
    private static void Keep(string file, byte[] input)
    {
        using var handle = File.OpenHandle(file, FileMode.OpenOrCreate, FileAccess.Write);
        RandomAccess.SetLength(handle, input.Length);
        RandomAccess.Write(handle, input, 0);
    }

    private string CurrentFile(IFuzzTarget target) => Path.Combine(folder, $"{target.Name}.input");

    private static ulong Stream(string name) => name.Aggregate(0ul, (mixed, letter) => CounterRandom.Mix(mixed ^ letter));
}
