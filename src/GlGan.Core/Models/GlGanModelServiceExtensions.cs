using GlGan;
using GlGan.Synthesis;
using GlGan.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Runs the models of an application by libtorch.</summary>
public static class GlGanModelServiceExtensions
{
    /// <summary>Takes the model file of a path. See <see cref="UseModel(GlGanServiceBuilder)"/>.</summary>
    public static GlGanServiceBuilder UseModel(this GlGanServiceBuilder builder, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return builder.UseModel().Configure(options => options.ModelPath = path);
    }

    /// <summary>
    /// Takes the model file that <see cref="GlGanOptions.ModelPath"/> names: registers <see cref="GlGanModel"/> as a singleton, keyed where the model has a name, and has
    /// the synthesiser run it.
    /// </summary>
    public static GlGanServiceBuilder UseModel(this GlGanServiceBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var (services, name) = (builder.Services, builder.Name);
        if (name.Length == 0)
        {
            services.TryAddSingleton(provider => ModelServices.Load(provider, name));
            services.TryAddSingleton<ISynthesisNetwork>(provider => provider.GetRequiredService<GlGanModel>().Network);
        }
        else
        {
            services.TryAddKeyedSingleton(name, (provider, _) => ModelServices.Load(provider, name));
            services.TryAddKeyedSingleton<ISynthesisNetwork>(name, (provider, _) => provider.GetRequiredKeyedService<GlGanModel>(name).Network);
        }

        return builder;
    }
}
