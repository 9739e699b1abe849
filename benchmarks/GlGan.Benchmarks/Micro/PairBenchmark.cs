using BenchmarkDotNet.Attributes;
using GlGan.Native;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Benchmarks.Micro;

/// <summary>The library and plain TorchSharp at the same work, on as many threads as there are processors. A difference of their results is printed.</summary>
public abstract class PairBenchmark
{
    private const double Allowed = 1e-3;

    private readonly List<IDisposable> _owned = [];
    private Action _plain = null!;
    private Action _library = null!;

    [Benchmark(Baseline = true)]
    public void Plain() => _plain();

    [Benchmark]
    public void Library() => _library();

    [GlobalSetup]
    public void Setup()
    {
        TorchRuntime.EnsureLoaded();
        set_num_threads(Environment.ProcessorCount);
        Prepare();
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        foreach (var owned in _owned) owned.Dispose();
        _owned.Clear();
    }

    /// <summary>Makes what both need, and says by <see cref="Compare(Func{Tensor[]}, Func{Tensor[]}, bool)"/> what they do.</summary>
    protected abstract void Prepare();

    /// <summary>Compares work that is no forward.</summary>
    protected void Compare(Action library, Action plain) => (_library, _plain) = (library, plain);

    /// <summary>Compares forwards, or forwards with the backward of the mean of each result.</summary>
    protected void Compare(Func<Tensor[]> library, Func<Tensor[]> plain, bool backward)
    {
        Check(library, plain);
        Compare(() => Run(library, backward), () => Run(plain, backward));
    }

    /// <summary>Frees a thing after the measurement.</summary>
    protected T Own<T>(T thing)
        where T : IDisposable
    {
        _owned.Add(thing);
        return thing;
    }

    private static void Run(Func<Tensor[]> work, bool backward)
    {
        using var scope = new TensorScope();
        using var gradient = set_grad_enabled(backward);
        var results = work();
        if (backward) results.Select(result => result.mean()).Aggregate((sum, next) => sum + next).backward();
    }

    private static void Check(Func<Tensor[]> library, Func<Tensor[]> plain)
    {
        using var scope = new TensorScope();
        foreach (var (ours, theirs) in library().Zip(plain()))
        {
            var (difference, size) = ((ours - theirs).abs().max().item<float>(), theirs.abs().max().item<float>());
            if (!(difference <= Allowed * size)) Console.WriteLine($"// The results differ by {difference:0.0e0}, of at most {size:0.0e0}: one of the two computes something else on this machine.");
        }
    }
}
