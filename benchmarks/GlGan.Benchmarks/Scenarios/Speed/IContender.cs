namespace GlGan.Benchmarks.Scenarios;

/// <summary>One way to do a piece of work.</summary>
internal interface IContender : IDisposable
{
    /// <summary>Does the work once.</summary>
    void Run();
}
