using GlGan.Samples.Web.Editing;
using Microsoft.Extensions.Options;

namespace GlGan.Samples.Web.Limits;

/// <summary>Bytes of uploads in memory, of all clients together. What has arrived counts, not what is announced, so nobody takes it by sending slowly.</summary>
public sealed class UploadMemory(IOptions<WebLimits> limits)
{
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(5);

    private long _taken;

    /// <summary>Counts bytes that have arrived.</summary>
    /// <exception cref="UploadException">They are too many.</exception>
    internal void Take(int bytes)
    {
        if (Interlocked.Add(ref _taken, bytes) > limits.Value.MaxUploadBytes)
            throw new UploadException(StatusCodes.Status503ServiceUnavailable, $"Too many uploads are under way. Try again in {ShortWait.TotalSeconds} seconds.", ShortWait);
    }

    /// <summary>Counts bytes that are gone.</summary>
    internal void Free(long bytes) => Interlocked.Add(ref _taken, -bytes);
}
