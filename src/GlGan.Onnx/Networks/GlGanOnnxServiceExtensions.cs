using GlGan.DependencyInjection;
using GlGan.Onnx;
using GlGan.Synthesis;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Runs the models of an application by ONNX Runtime.</summary>
public static class GlGanOnnxServiceExtensions
{
    /// <summary>Takes the ONNX file of a path. See <see cref="UseOnnxModel(GlGanServiceBuilder, OnnxOptions)"/>.</summary>
    /// <inheritdoc cref="UseOnnxModel(GlGanServiceBuilder, OnnxOptions)"/>
    public static GlGanServiceBuilder UseOnnxModel(this GlGanServiceBuilder builder, string path, OnnxOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return builder.UseOnnxModel(options).Configure(configured => configured.ModelPath = path);
    }

    /// <summary>
    /// Takes the ONNX file that <see cref="GlGanOptions.ModelPath"/> names: registers <see cref="OnnxNetwork"/> as a singleton, keyed where the model has a name, and has
    /// the synthesiser run it.
    /// </summary>
    /// <param name="builder">The model's.</param>
    /// <param name="options">
    /// How to run it; unless given, on what <see cref="GlGanOptions.Device"/> names, of which <c>auto</c> is the CPU. Given both, the model is refused when it is loaded.
    /// </param>
    public static GlGanServiceBuilder UseOnnxModel(this GlGanServiceBuilder builder, OnnxOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var (services, name) = (builder.Services, builder.Name);
        if (name.Length == 0)
        {
            services.TryAddSingleton(provider => OnnxServices.Load(provider, name, options));
            services.TryAddSingleton<ISynthesisNetwork>(provider => provider.GetRequiredService<OnnxNetwork>());
        }
        else
        {
            services.TryAddKeyedSingleton(name, (provider, _) => OnnxServices.Load(provider, name, options));
            services.TryAddKeyedSingleton<ISynthesisNetwork>(name, (provider, _) => provider.GetRequiredKeyedService<OnnxNetwork>(name));
        }

        return builder;
    }
}
