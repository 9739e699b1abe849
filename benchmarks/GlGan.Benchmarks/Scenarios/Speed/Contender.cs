namespace GlGan.Benchmarks.Scenarios;

/// <summary>Work as a function, and what it needs to be freed afterwards, in this order.</summary>
internal sealed class Contender(Action run, params IDisposable[] owned) : IContender
{
    public void Run() => run();

    public void Dispose()
    {
        foreach (var part in owned) part.Dispose();
    }
}
