using GlGan.Foundation;
using GlGan.Synthesis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GlGan.DependencyInjection;

/// <summary>
/// Goes on from <c>services.AddGlGan()</c>: what one model of an application is. Later calls and bound configuration add to earlier ones, the last counting.
/// What runs a network adds its verb as an extension method, such as <c>UseModel</c> of GlGan.Core and <c>UseOnnxModel</c> of GlGan.Onnx.
/// </summary>
public sealed class GlGanServiceBuilder
{
    internal const string LogCategory = "GlGan";

    internal GlGanServiceBuilder(IServiceCollection services, string name) => (Services, Name) = (services, name);

    /// <summary>The services that are being registered.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Name of the model's options, and the key of its services; empty for the one without a key.</summary>
    public string Name { get; }

    /// <summary>Where to compute: <c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</summary>
    /// <exception cref="ArgumentException">It is none of these.</exception>
    public GlGanServiceBuilder UseDevice(string name)
    {
        new GlGanOptions { Device = name }.Valid(nameof(name));
        return Configure(options => options.Device = name);
    }

    /// <summary>How requests are queued.</summary>
    /// <exception cref="ArgumentException">The options are invalid; the message lists all errors.</exception>
    public GlGanServiceBuilder WithSynthesis(FaceSynthesizerOptions synthesis)
    {
        synthesis.Valid();
        return Configure(options => options.Synthesis = synthesis);
    }

    /// <summary>
    /// Loads the model and runs it once when the host starts, so that no request waits for that; a host whose model cannot be loaded does not start.
    /// </summary>
    public GlGanServiceBuilder WithWarmUp()
    {
        Services.AddSingleton<IHostedService>(provider => new GlGanWarmUp(provider, Name));
        return this;
    }

    /// <summary>Sets options of the model.</summary>
    public GlGanServiceBuilder Configure(Action<GlGanOptions> configure)
    {
        Services.Configure(Name, configure);
        return this;
    }
}
