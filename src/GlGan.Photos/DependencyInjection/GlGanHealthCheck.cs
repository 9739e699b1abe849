using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GlGan.DependencyInjection;

/// <summary>Healthy where a model is loaded and works; what it throws, the service of health checks reports as the failure.</summary>
internal sealed class GlGanHealthCheck(IServiceProvider services, string name) : IHealthCheck
{
    // Loading blocks: who has waited long enough goes, and finds the model loaded the next time.
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await Task.Run(() => services.Synthesizer(name).WarmUpAsync(cancellationToken), cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        return HealthCheckResult.Healthy();
    }
}
