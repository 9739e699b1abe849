using GlGan.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Reports the health of an application's models.</summary>
public static class GlGanHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a check that is healthy where a model is there, loads and works. It loads the model if nothing has, and runs it only where the last synthesis has not gone
    /// well, so that probes cost nothing.
    /// </summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="model">Name of the model, as given to <c>AddGlGan</c>; <see langword="null"/> for the one without a name. The check is called <c>glgan</c>, or <c>glgan-NAME</c>.</param>
    /// <param name="failureStatus">What is reported where it does not; <see langword="null"/> for <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">Tags to choose checks by; none unless given.</param>
    /// <param name="timeout">How long a probe waits; <see langword="null"/> waits for as long as it takes.</param>
    public static IHealthChecksBuilder AddGlGan(
        this IHealthChecksBuilder builder, string? model = null, HealthStatus? failureStatus = null, IEnumerable<string>? tags = null, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            string.IsNullOrEmpty(model) ? "glgan" : $"glgan-{model}", services => new GlGanHealthCheck(services, model ?? Options.Options.DefaultName), failureStatus, tags, timeout));
    }
}
