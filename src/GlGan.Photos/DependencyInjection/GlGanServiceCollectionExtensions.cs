using GlGan.DependencyInjection;
using GlGan.Editing;
using GlGan.Faces;
using GlGan.Synthesis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers GL-GAN in an application.</summary>
public static class GlGanServiceCollectionExtensions
{
    /// <summary>
    /// Registers, once each however often it is called, and where the application has none of its own: <see cref="FaceSynthesizer"/> and <see cref="FaceEditor"/>
    /// as singletons. Nothing is loaded before it is asked for. The synthesiser runs the network that a verb of the builder registers, such as <c>UseModel</c> of
    /// GlGan.Core or <c>UseOnnxModel</c> of GlGan.Onnx, and is disposed before it. The editor takes <see cref="ISwapMethod"/>, <see cref="SwapOptions"/>, <see cref="IImageBlender"/>,
    /// <see cref="IImageSmoother"/> and <see cref="ILandmarkDetector"/> where they are registered.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets options; they can be bound to configuration as well.</param>
    public static GlGanServiceBuilder AddGlGan(this IServiceCollection services, Action<GlGanOptions>? configure = null)
    {
        var builder = AddCommon(services, Options.Options.DefaultName, configure);
        services.TryAddSingleton(provider => Create(provider, builder.Name, provider.GetService<ISynthesisNetwork>));
        return builder;
    }

    /// <summary>Registers one of several models: its <see cref="FaceSynthesizer"/> is a keyed service, its options are named ones.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">Key of the services and name of the options.</param>
    /// <param name="configure">Sets options; they can be bound to configuration as well.</param>
    public static GlGanServiceBuilder AddGlGan(this IServiceCollection services, string name, Action<GlGanOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var builder = AddCommon(services, name, configure);
        services.TryAddKeyedSingleton(name, (provider, _) => Create(provider, name, () => provider.GetKeyedService<ISynthesisNetwork>(name)));
        return builder;
    }

    /// <summary>The synthesiser of a model; of the one without a name where the name is empty.</summary>
    internal static FaceSynthesizer Synthesizer(this IServiceProvider services, string name) =>
        name.Length == 0 ? services.GetRequiredService<FaceSynthesizer>() : services.GetRequiredKeyedService<FaceSynthesizer>(name);

    private static GlGanServiceBuilder AddCommon(IServiceCollection services, string name, Action<GlGanOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<GlGanOptions>, GlGanOptionsValidator>());
        services.TryAddSingleton(provider => new FaceEditor(
            provider.GetService<ISwapMethod>(), provider.GetService<SwapOptions>(), provider.GetService<IImageBlender>(), provider.GetService<IImageSmoother>(),
            provider.GetService<ILandmarkDetector>()));
        if (configure is not null) services.Configure(name, configure);
        return new GlGanServiceBuilder(services, name);
    }

    private static FaceSynthesizer Create(IServiceProvider services, string name, Func<ISynthesisNetwork?> network)
    {
        var options = services.GetRequiredService<IOptionsMonitor<GlGanOptions>>().Get(name);
        return new FaceSynthesizer(
            network() ?? throw new InvalidOperationException($"There is no model to synthesise with: call AddGlGan({(name.Length == 0 ? "" : $"\"{name}\"")}).UseModel(path), or UseOnnxModel(path) of GlGan.Onnx."),
            options.Synthesis,
            services.GetService<ILoggerFactory>()?.CreateLogger(GlGanServiceBuilder.LogCategory),
            name);
    }
}
