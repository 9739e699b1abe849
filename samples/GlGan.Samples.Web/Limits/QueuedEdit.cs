using System.Threading.RateLimiting;

namespace GlGan.Samples.Web.Limits;

/// <summary>A request that waits or is worked on, until it is disposed.</summary>
internal sealed class QueuedEdit(Guid? ticket, Action<QueuedEdit> leave) : IDisposable
{
    internal Guid? Ticket => ticket;

    /// <summary>Its turn, once it has come.</summary>
    internal RateLimitLease? Lease { get; set; }

    public void Dispose()
    {
        leave(this);
        Lease?.Dispose();
    }
}
