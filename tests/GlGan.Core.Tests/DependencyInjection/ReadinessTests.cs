using GlGan.Synthesis;
using GlGan.Tests.Synthesis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GlGan.Tests.DependencyInjection;

/// <summary>An application knows whether its models work, and has them ready before its first request.</summary>
[Collection("Tensors")]
public sealed class ReadinessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_model_that_is_damaged_or_missing_is_not_healthy_and_the_report_names_it()
    {
        var damaged = TinyModel.Save(_folder, 1);
        File.WriteAllBytes(damaged, File.ReadAllBytes(damaged)[..^1000]);
        var services = Services();
        services.AddGlGan("good").UseModel(TinyModel.Save(_folder, 2));
        services.AddGlGan("damaged").UseModel(damaged);
        services.AddGlGan("missing").UseModel("nowhere.safetensors");
        services.AddGlGan("unnamed file").UseModel();
        services.AddGlGan().UseModel(TinyModel.Save(_folder, 3));
        services.AddHealthChecks().AddGlGan().AddGlGan("good").AddGlGan("damaged", HealthStatus.Degraded).AddGlGan("missing").AddGlGan("unnamed file").AddGlGan("mistyped");
        await using var provider = services.BuildServiceProvider();

        var report = (await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(Stop)).Entries;

        Assert.Equal(
            [
                ("glgan", HealthStatus.Healthy), ("glgan-damaged", HealthStatus.Degraded), ("glgan-good", HealthStatus.Healthy), ("glgan-missing", HealthStatus.Unhealthy),
                ("glgan-mistyped", HealthStatus.Unhealthy), ("glgan-unnamed file", HealthStatus.Unhealthy),
            ],
            report.Select(entry => (entry.Key, entry.Value.Status)).OrderBy(entry => entry.Key, StringComparer.Ordinal));
        Assert.Contains(damaged, report["glgan-damaged"].Description);
        Assert.Contains("there is no file 'nowhere.safetensors'", report["glgan-missing"].Description);
        Assert.Contains("call UseModel(path)", report["glgan-unnamed file"].Description);
    }

    [Fact]
    public async Task A_model_that_was_mended_is_healthy_again_without_a_restart()
    {
        var path = TinyModel.Save(_folder, 1);
        var good = File.ReadAllBytes(path);
        File.WriteAllBytes(path, good[..100]);
        var services = Services();
        services.AddGlGan().UseModel(path);
        services.AddHealthChecks().AddGlGan();
        await using var provider = services.BuildServiceProvider();

        Assert.Equal(HealthStatus.Unhealthy, await Status(provider));
        File.WriteAllBytes(path, good);
        Assert.Equal(HealthStatus.Healthy, await Status(provider));
    }

    [Fact]
    public async Task Probes_run_the_network_only_where_the_last_synthesis_has_not_gone_well()
    {
        var network = new SwitchedNetwork();
        var services = Services().AddSingleton<ISynthesisNetwork>(network);
        services.AddGlGan();
        services.AddHealthChecks().AddGlGan();
        await using var provider = services.BuildServiceProvider();
        var synthesizer = provider.GetRequiredService<FaceSynthesizer>();

        Assert.Equal(HealthStatus.Healthy, await Status(provider));
        Assert.Equal(HealthStatus.Healthy, await Status(provider));
        Assert.Equal(1, network.Runs);

        network.Fails = true;
        Assert.Throws<InvalidOperationException>(() => synthesizer.Synthesize([TinyModel.Request(0)]));
        Assert.Equal(HealthStatus.Unhealthy, await Status(provider));
        network.Fails = false;
        Assert.Equal(HealthStatus.Healthy, await Status(provider));
        Assert.Equal(4, network.Runs);
    }

    [Fact]
    public async Task A_warmed_up_model_is_loaded_and_has_run_when_the_host_has_started()
    {
        var path = TinyModel.Save(_folder, 1);
        using var log = new RecordingLoggers();
        var host = Builder(log);
        host.Services.AddGlGan("portraits").UseModel(path).WithWarmUp().WithWarmUp();
        host.Services.AddGlGan("lazy").UseModel(path);
        using var application = host.Build();

        await application.StartAsync(Stop);

        var loaded = Assert.Single(log.Entries, entry => entry.Text.StartsWith("Loaded", StringComparison.Ordinal));
        Assert.EndsWith(" ms, as 'portraits'.", loaded.Text);
        Assert.Single(log.Entries, entry => entry.Text.StartsWith("Synthesised 1 faces", StringComparison.Ordinal) && entry.Text.Contains("'portraits'", StringComparison.Ordinal));
        await application.StopAsync(Stop);
    }

    [Fact]
    public async Task A_host_whose_model_is_damaged_does_not_start()
    {
        var path = TinyModel.Save(_folder, 1);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^1000]);
        using var log = new RecordingLoggers();
        var host = Builder(log);
        host.Services.AddGlGan().UseModel(path).WithWarmUp();
        using var application = host.Build();

        var problem = await Assert.ThrowsAnyAsync<Exception>(() => application.StartAsync(Stop));

        Assert.Contains(path, problem.Message);
    }

    private static HostApplicationBuilder Builder(RecordingLoggers log)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<ILoggerFactory>(log);
        return builder;
    }

    private static ServiceCollection Services()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        return services;
    }

    private static async Task<HealthStatus> Status(IServiceProvider services) => (await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Stop)).Status;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
