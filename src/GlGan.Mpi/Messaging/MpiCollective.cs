using System.Diagnostics;
using System.Text;
using GlGan.Collectives;
using GlGan.Native;
using MPI;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Mpi;

/// <summary>
/// The processes that <c>mpiexec</c> started, as ranks of one training. There is one for each process, from <see cref="Join"/> until it is disposed or the process ends. Ranks that
/// no longer do the same, that stand still or whose machine is gone end all of them, with a message on standard error that names the rank.
/// </summary>
public sealed unsafe class MpiCollective : ICollective, IDisposable
{
    // As PyTorch's DistributedDataParallel.
    private const long BucketBytes = 25 << 20;
    private const string Leaving = "leave";

    private static readonly TimeSpan Start = TimeSpan.FromMinutes(1);
    // Launchers drop what they have not forwarded when they are told to end.
    private static readonly TimeSpan Forwarding = TimeSpan.FromSeconds(2);
    private static readonly Lock Gate = new();
    private static MpiCollective? _joined;

    private readonly MPI.Environment _environment;
    private readonly MpiChannel? _meetings;
    private readonly MpiPulse? _pulse;
    private readonly OrderedSum _sum;
    private Tensor? _pageLocked;
    private bool _disposed;

    private MpiCollective()
    {
        string[] arguments = [];
        using (new Timer(_ => Leave(), null, Start, Timeout.InfiniteTimeSpan)) _environment = new MPI.Environment(ref arguments, Threading.Multiple);
        MpiError.Check(Unsafe.MPI_Comm_rank(Unsafe.MPI_COMM_WORLD, out var rank));
        MpiError.Check(Unsafe.MPI_Comm_size(Unsafe.MPI_COMM_WORLD, out var size));
        (Rank, Size, _sum) = (rank, size, new OrderedSum(size));
        if (size == 1) return;
        _meetings = new MpiChannel(rank, size);
        Names = [.. Gather(Encoding.UTF8.GetBytes(Describe())).Select(Encoding.UTF8.GetString)];
        string[] machines = [.. Gather(Encoding.UTF8.GetBytes(System.Environment.MachineName)).Select(Encoding.UTF8.GetString)];
        (LocalRank, LocalSize) = (machines[..rank].Count(machine => machine == machines[rank]), machines.Count(machine => machine == machines[rank]));
        _pulse = new MpiPulse(rank, size, (lost, silent) => End($"{Names[lost]} has been silent for {silent.TotalSeconds:0} seconds: it is stopped, cut off, or its machine is gone."));
    }

    /// <summary>Whether <c>mpiexec</c> started this process as one of several.</summary>
    public static bool IsLaunched => MpiLauncher.OfThisProcess.IsPresent;

    /// <summary>Number of this process, as <c>mpiexec</c> told it; 0 where it was started alone. It is known before <see cref="Join"/>.</summary>
    public static int LaunchedRank => MpiLauncher.OfThisProcess.Rank;

    /// <inheritdoc/>
    public int Rank { get; }

    /// <inheritdoc/>
    public int Size { get; } = 1;

    /// <summary>Number of this process among those of its machine, from 0.</summary>
    public int LocalRank { get; }

    /// <summary>Number of processes on its machine.</summary>
    public int LocalSize { get; } = 1;

    /// <summary>What the ranks are called: number, process and machine.</summary>
    public IReadOnlyList<string> Names { get; } = [];

    /// <summary>Time spent waiting for other ranks.</summary>
    internal TimeSpan Waiting { get; private set; }

    /// <summary>Time spent moving numbers once all ranks were there.</summary>
    internal TimeSpan Moving { get; private set; }

    /// <summary>
    /// Joins the processes that <c>mpiexec</c> started; later calls return the same. A process that was started alone is the only rank. libtorch's threads are shared out over the ranks
    /// of a machine, unless <c>OMP_NUM_THREADS</c> says how many each has.
    /// </summary>
    /// <exception cref="MpiException">There is no MPI library of the right kind, or the launcher is another one's; the message says what to install.</exception>
    public static MpiCollective Join()
    {
        lock (Gate)
        {
            if (_joined is not null) return _joined;
            if (MpiLauncher.OfThisProcess.IsOpenMpi)
                throw new MpiException($"This process was started by Open MPI, whose handles are not those of MPICH: each process would train alone. {MpiLibrary.Advice}");
            MpiLibrary.Resolve();
            var joined = new MpiCollective();
            if (MpiLauncher.OfThisProcess.Count is { } count && count != joined.Size)
                throw new MpiException($"{count} processes were started, but the MPI library knows of {joined.Size}: the launcher belongs to another MPI. {MpiLibrary.Advice}");
            joined.ShareProcessors();
            AppDomain.CurrentDomain.ProcessExit += (_, _) => joined.Dispose();
            return _joined = joined;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A tensor is not of float32.</exception>
    public void Sum(IReadOnlyList<Tensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        if (tensors.FirstOrDefault(tensor => tensor.dtype != ScalarType.Float32) is { } other) throw new ArgumentException($"Sums are of float32; got {other.dtype}.", nameof(tensors));
        Do("sum", tensors.Sum(tensor => tensor.numel()), () =>
        {
            using var gradient = no_grad();
            foreach (var bucket in Buckets(tensors)) SumBucket(bucket);
        });
    }

    /// <inheritdoc/>
    public void Broadcast(IReadOnlyList<Tensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        Do("broadcast", tensors.Sum(tensor => tensor.numel() * tensor.element_size()), () =>
        {
            using var gradient = no_grad();
            foreach (var tensor in tensors.Where(tensor => tensor.numel() > 0)) Broadcast(tensor);
        });
    }

    /// <inheritdoc/>
    public IReadOnlyList<byte[]> Gather(ReadOnlySpan<byte> value)
    {
        var own = value.ToArray();
        byte[][] all = [own];
        Do("gather", 0, () =>
        {
            var lengths = new int[Size];
            var length = own.Length;
            fixed (int* counts = lengths) MpiError.Check(Unsafe.MPI_Allgather((nint)(&length), 1, Unsafe.MPI_INT, (nint)counts, 1, Unsafe.MPI_INT, Unsafe.MPI_COMM_WORLD));
            var starts = new int[Size];
            for (var rank = 1; rank < Size; rank++) starts[rank] = starts[rank - 1] + lengths[rank - 1];
            // One more, since an empty array has no address.
            var values = new byte[lengths.Sum() + 1];
            fixed (byte* sent = (byte[])[.. own, 0], received = values)
                MpiError.Check(Unsafe.MPI_Allgatherv((nint)sent, length, Unsafe.MPI_BYTE, (nint)received, lengths, starts, Unsafe.MPI_BYTE, Unsafe.MPI_COMM_WORLD));
            all = [.. lengths.Select((count, rank) => values[starts[rank]..(starts[rank] + count)])];
        });
        return all;
    }

    /// <inheritdoc/>
    public void Barrier() => Do("barrier", 0, () =>
    {
    });

    /// <inheritdoc/>
    public void Abort(string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        End($"{Describe()}: {reason}");
    }

    /// <summary>Waits for the other ranks and leaves them. No process of MPI can join again.</summary>
    public void Dispose()
    {
        lock (Gate)
        {
            if (_disposed) return;
            _disposed = true;
            if (Size > 1)
            {
                Meet(Leaving, 0);
                _pulse!.Dispose();
                Meet("left", 0);
                _pulse.Close();
                _meetings!.Dispose();
            }

            _sum.Dispose();
            _pageLocked?.Dispose();
            _environment.Dispose();
        }
    }

    private string Describe() => $"rank {Rank} (process {System.Environment.ProcessId} on {System.Environment.MachineName})";

    private void ShareProcessors()
    {
        TorchRuntime.EnsureLoaded();
        if (LocalSize > 1 && System.Environment.GetEnvironmentVariable("OMP_NUM_THREADS") is null) set_num_threads(Math.Max(1, System.Environment.ProcessorCount / LocalSize));
    }

    private void Do(string what, long amount, Action act)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Size == 1) return;
        var started = Stopwatch.GetTimestamp();
        Meet(what, amount);
        Waiting += Stopwatch.GetElapsedTime(started);
        started = Stopwatch.GetTimestamp();
        act();
        Moving += Stopwatch.GetElapsedTime(started);
    }

    private void Meet(string what, long amount)
    {
        if (_meetings!.Meet(Code(what, amount)) is not var (rank, other)) return;
        End($"{Describe()} {(what == Leaving ? "ends" : $"is at '{what}' of {amount}")}, but {Names.ElementAtOrDefault(rank) ?? $"rank {rank}"} does not ({other:x}): one of them has left, or they run different programs.");
    }

    // Of a length that no hash of other names has by chance.
    private static long Code(string what, long amount) => what.Aggregate(amount + 17, (code, letter) => (code * 1099511628211) ^ letter);

    private void SumBucket(IReadOnlyList<Tensor> bucket)
    {
        using var scope = NewDisposeScope();
        Tensor[] parts = [.. bucket.Select(tensor => tensor.detach().reshape(-1))];
        var count = parts.Sum(part => part.numel());
        var padding = (Size - (count % Size)) % Size;
        var flat = cat([.. parts, zeros([padding], ScalarType.Float32, parts[0].device)]);
        var here = flat.device_type == DeviceType.CPU ? flat : PageLocked(flat);
        fixed (byte* bytes = here.bytes) _sum.Run((float*)bytes, checked((int)here.numel()));
        if (!ReferenceEquals(here, flat)) flat.copy_(here);
        foreach (var (tensor, sum) in bucket.Zip(flat.narrow(0, 0, count).split([.. parts.Select(part => part.numel())]))) tensor.copy_(sum.view(tensor.shape));
    }

    private Tensor PageLocked(Tensor flat)
    {
        if (_pageLocked is null || _pageLocked.numel() < flat.numel())
        {
            _pageLocked?.Dispose();
            using var pageable = empty(flat.numel());
            _pageLocked = pageable.pin_memory().DetachFromDisposeScope();
        }

        var here = _pageLocked.narrow(0, 0, flat.numel());
        here.copy_(flat);
        return here;
    }

    private void Broadcast(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var here = tensor.detach().cpu().contiguous();
        fixed (byte* bytes = here.bytes) MpiError.Check(Unsafe.MPI_Bcast((nint)bytes, checked((int)(here.numel() * here.element_size())), Unsafe.MPI_BYTE, 0, Unsafe.MPI_COMM_WORLD));
        if (Rank > 0) tensor.copy_(here);
    }

    private static IEnumerable<List<Tensor>> Buckets(IReadOnlyList<Tensor> tensors)
    {
        List<Tensor> bucket = [];
        long bytes = 0;
        foreach (var tensor in tensors)
        {
            bucket.Add(tensor);
            if ((bytes += tensor.numel() * sizeof(float)) < BucketBytes) continue;
            yield return bucket;
            (bucket, bytes) = ([], 0);
        }

        if (bucket.Count > 0) yield return bucket;
    }

    // Launchers do not tell that a process has ended before it joined.
    private static void Leave()
    {
        Console.Error.WriteLine($"After {Start.TotalSeconds:0} seconds not all processes have joined: one of them ended before it could. What it printed says why.");
        System.Environment.Exit(1);
    }

    private static void End(string message)
    {
        Console.Error.WriteLine(message);
        Console.Error.Flush();
        Thread.Sleep(Forwarding);
        Unsafe.MPI_Abort(Unsafe.MPI_COMM_WORLD, 1);
    }
}
