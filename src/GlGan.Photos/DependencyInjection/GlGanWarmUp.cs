using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GlGan.DependencyInjection;

/// <summary>Makes a model ready while the host starts.</summary>
internal sealed class GlGanWarmUp(IServiceProvider services, string name) : IHostedService
{
    // Loading blocks, and other services start meanwhile where the host lets them.
    public Task StartAsync(CancellationToken cancellationToken) => Task.Run(() => services.Synthesizer(name).WarmUpAsync(cancellationToken), cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
