using System.Collections.Concurrent;
using GlGan.Native;
using static TorchSharp.torch;

namespace GlGan.Tests.Native;

[Collection("Tensors")]
[OnTheCpu("they are the CPU's threads.")]
public sealed class TorchWorkersTests : IDisposable
{
    public TorchWorkersTests() => set_num_threads(3);

    public void Dispose() => set_num_threads(1);

    [Fact]
    public void Every_number_is_taken_once()
    {
        var taken = new ConcurrentBag<int>();

        TorchWorkers.For(1000, taken.Add);

        Assert.Equal(Enumerable.Range(0, 1000), taken.Order());
    }

    [Fact]
    public void As_many_threads_work_as_libtorch_may_use()
    {
        using var all = new Barrier(3);

        TorchWorkers.For(3, _ => Assert.True(all.SignalAndWait(TimeSpan.FromSeconds(30))));
    }

    [Fact]
    public void On_Linux_they_are_the_threads_libtorch_computes_on() => Assert.Equal(OperatingSystem.IsLinux(), TorchWorkers.AreShared);

    [Fact]
    public void An_exception_ends_the_loop_and_arrives_itself()
    {
        var problem = Assert.Throws<InvalidOperationException>(() => TorchWorkers.For(100, number => throw new InvalidOperationException($"number {number}")));

        Assert.StartsWith("number", problem.Message);
        TorchWorkers.For(2, _ => { });
    }
}
