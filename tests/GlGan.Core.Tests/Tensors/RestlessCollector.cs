namespace GlGan.Tests.Tensors;

/// <summary>Collects garbage on a thread of its own, over and over, until disposed.</summary>
internal sealed class RestlessCollector : IDisposable
{
    private readonly Thread _thread;
    private volatile bool _stopped;

    internal RestlessCollector()
    {
        _thread = new Thread(() =>
        {
            while (!_stopped)
            {
                GC.Collect(0);
                Thread.Sleep(1);
            }
        })
        { IsBackground = true };
        _thread.Start();
    }

    public void Dispose()
    {
        _stopped = true;
        _thread.Join();
    }
}
