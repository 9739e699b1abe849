using System.Threading.RateLimiting;
using GlGan.Samples.Web.Editing;
using Microsoft.Extensions.Options;

namespace GlGan.Samples.Web.Limits;

/// <summary>
/// So many edits at a time, and so many that wait, the oldest first. A request comes here when its form has arrived, so that nobody holds a place by sending slowly. What it knows of a request ends
/// with it.
/// </summary>
public sealed class EditQueue(IOptions<WebLimits> limits) : IDisposable
{
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(5);

    private readonly ConcurrencyLimiter _limiter = new(new() { PermitLimit = limits.Value.Concurrent, QueueLimit = limits.Value.Queue });
    private readonly List<QueuedEdit> _edits = [];

    /// <summary>Waits for a place, which is free again when it is disposed.</summary>
    /// <param name="ticket">By what the client asks for its place in the queue; <see langword="null"/> where it will not.</param>
    /// <param name="cancellationToken">The client has gone.</param>
    /// <exception cref="UploadException">Too many wait already.</exception>
    public async Task<IDisposable> EnterAsync(Guid? ticket, CancellationToken cancellationToken)
    {
        var edit = new QueuedEdit(ticket, Leave);
        Task<RateLimitLease> turn;
        lock (_edits)
        {
            turn = _limiter.AcquireAsync(1, cancellationToken).AsTask();
            _edits.Add(edit);
        }

        try
        {
            var lease = await turn;
            lock (_edits) edit.Lease = lease;
            if (lease.IsAcquired) return edit;
        }
        catch
        {
            edit.Dispose();
            throw;
        }

        edit.Dispose();
        throw new UploadException(StatusCodes.Status429TooManyRequests, $"Too many edits are waiting. Try again in {ShortWait.TotalSeconds} seconds.", ShortWait);
    }

    /// <summary>Where a request is in the queue: 1 is next, 0 is being worked on.</summary>
    /// <returns>The place; <see langword="null"/> where it has not arrived yet, or is done.</returns>
    public int? PlaceOf(Guid ticket)
    {
        lock (_edits)
        {
            var index = _edits.FindIndex(edit => edit.Ticket == ticket);
            if (index < 0) return null;
            return _edits[index].Lease is null ? _edits.Take(index + 1).Count(edit => edit.Lease is null) : 0;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();

    private void Leave(QueuedEdit edit)
    {
        lock (_edits) _edits.Remove(edit);
    }
}
