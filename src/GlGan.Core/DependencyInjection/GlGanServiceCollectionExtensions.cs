using GlGan;
using GlGan.DependencyInjection;
using GlGan.Editing;
using GlGan.Synthesis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers GL-GAN in an application.</summary>
public static class GlGanServiceCollectionExtensions
{
    /// <summary>
    /// Registers, once each however often it is called, and where the application has none of its own: <see cref="GlGanModel"/>, <see cref="FaceSynthesizer"/>
    /// and <see cref="FaceEditor"/> as singletons. Nothing is loaded before it is asked for. The editor takes <see cref="ISwapMethod"/>, <see cref="SwapOptions"/>,
    /// <see cref="IImageBlender"/> and <see cref="IImageSmoother"/> where they are registered. The synthesiser is disposed before its model.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets options; they can be bound to configuration as well.</param>
    public static GlGanServiceBuilder AddGlGan(this IServiceCollection services, Action<GlGanOptions>? configure = null)
    {
        var builder = AddCommon(services, Options.Options.DefaultName, configure);
        services.TryAddSingleton(provider => ServiceFactories.Model(provider, Options.Options.DefaultName));
        services.TryAddSingleton(provider => ServiceFactories.Synthesizer(provider, Options.Options.DefaultName, provider.GetRequiredService<GlGanModel>()));
        return builder;
    }

    /// <summary>Registers one of several models: <see cref="GlGanModel"/> and <see cref="FaceSynthesizer"/> are keyed services, their options named ones.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">Key of the services and name of the options.</param>
    /// <param name="configure">Sets options; they can be bound to configuration as well.</param>
    public static GlGanServiceBuilder AddGlGan(this IServiceCollection services, string name, Action<GlGanOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var builder = AddCommon(services, name, configure);
        services.TryAddKeyedSingleton(name, (provider, _) => ServiceFactories.Model(provider, name));
        services.TryAddKeyedSingleton(name, (provider, _) => ServiceFactories.Synthesizer(provider, name, provider.GetRequiredKeyedService<GlGanModel>(name)));
        return builder;
    }

    private static GlGanServiceBuilder AddCommon(IServiceCollection services, string name, Action<GlGanOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<GlGanOptions>, GlGanOptionsValidator>());
        services.TryAddSingleton(ServiceFactories.Editor);
        if (configure is not null) services.Configure(name, configure);
        return new GlGanServiceBuilder(services, name);
    }
}
