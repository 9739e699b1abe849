using GlGan.DependencyInjection;
using GlGan.Faces;
using GlGan.Onnx;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Finds faces in an application.</summary>
public static class YuNetServiceExtensions
{
    /// <summary>Registers <see cref="YuNetDetector"/> as the application's <see cref="ILandmarkDetector"/>, a singleton, where it has none of its own. It is loaded when it is first asked for.</summary>
    /// <param name="builder">What <c>AddGlGan</c> returns.</param>
    /// <param name="path">The network's file; the installed one unless given (<see cref="YuNetDetector.Installed"/>).</param>
    /// <param name="options">What counts as a face; defaults unless given.</param>
    public static GlGanServiceBuilder UseYuNet(this GlGanServiceBuilder builder, string? path = null, YuNetOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<ILandmarkDetector>(_ => path is null ? YuNetDetector.Installed(options) : new YuNetDetector(path, options));
        return builder;
    }
}
