using System.Threading.RateLimiting;
using GlGan.Samples.Web.Editing;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace GlGan.Samples.Web.Limits;

/// <summary>What keeps one client from taking the server from the others: rates, times and numbers, before anything of a request is read.</summary>
internal static class RequestLimits
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3), HeadersTimeout = TimeSpan.FromSeconds(5), KeepAlive = TimeSpan.FromMinutes(1);
    private const double SlowestBytesPerSecond = 4096;
    private const int MostConnections = 1000;

    /// <summary>Cuts connections that send or take slower than any phone.</summary>
    internal static void ForConnections(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.MaxConcurrentConnections = MostConnections;
        options.Limits.RequestHeadersTimeout = HeadersTimeout;
        options.Limits.KeepAliveTimeout = KeepAlive;
        options.Limits.MinRequestBodyDataRate = new(SlowestBytesPerSecond, Grace);
        options.Limits.MinResponseDataRate = new(SlowestBytesPerSecond, Grace);
    }

    /// <summary>So many posts of a client in a minute, and so many at a time.</summary>
    internal static void ForClients(RateLimiterOptions options)
    {
        options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            Partitioned((client, limits) => RateLimitPartition.GetFixedWindowLimiter(client, _ => new() { PermitLimit = limits.PerMinute, Window = TimeSpan.FromMinutes(1) })),
            Partitioned((client, limits) => RateLimitPartition.GetConcurrencyLimiter(client, _ => new() { PermitLimit = limits.PerClient })));
        options.OnRejected = async (context, _) =>
        {
            var limits = Of(context.HttpContext);
            var (reason, wait) = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after)
                ? ($"At most {limits.PerMinute} edits a minute are taken from one address", after)
                : ($"At most {limits.PerClient} edits at a time are taken from one address", TimeSpan.FromSeconds(1));
            await Refusal.Because($"{reason}. Try again in {Refusal.Seconds(wait)} seconds.", StatusCodes.Status429TooManyRequests, wait).ExecuteAsync(context.HttpContext);
        };
    }

    private static PartitionedRateLimiter<HttpContext> Partitioned(Func<string, WebLimits, RateLimitPartition<string>> limiter) => PartitionedRateLimiter.Create<HttpContext, string>(context =>
        HttpMethods.IsPost(context.Request.Method) ? limiter(ClientAddress.Of(context.Connection.RemoteIpAddress), Of(context)) : RateLimitPartition.GetNoLimiter(""));

    private static WebLimits Of(HttpContext context) => context.RequestServices.GetRequiredService<IOptions<WebLimits>>().Value;
}
