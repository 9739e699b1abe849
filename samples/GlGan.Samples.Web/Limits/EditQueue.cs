using System.Threading.RateLimiting;
using GlGan.Samples.Web.Editing;
using Microsoft.Extensions.Options;

namespace GlGan.Samples.Web.Limits;

/// <summary>So many edits at a time, and so many that wait. A request comes here when its form has arrived, so that nobody holds a place by sending slowly.</summary>
public sealed class EditQueue(IOptions<WebLimits> limits) : IDisposable
{
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(5);

    private readonly ConcurrencyLimiter _limiter = new(new() { PermitLimit = limits.Value.Concurrent, QueueLimit = limits.Value.Queue });

    /// <summary>Waits for a place, which is free again when the lease is disposed.</summary>
    /// <exception cref="UploadException">Too many wait already.</exception>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        var lease = await _limiter.AcquireAsync(1, cancellationToken);
        if (lease.IsAcquired) return lease;
        lease.Dispose();
        throw new UploadException(StatusCodes.Status429TooManyRequests, $"Too many edits are waiting. Try again in {ShortWait.TotalSeconds} seconds.", ShortWait);
    }

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();
}
