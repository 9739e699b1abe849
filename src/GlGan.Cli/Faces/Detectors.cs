using GlGan.Features;
using GlGan.Onnx;

namespace GlGan.Cli.Faces;

/// <summary>Face detectors by what users call them: a name, a file, or the best there is.</summary>
internal static class Detectors
{
    internal const string Automatic = "auto", Embedded = "embedded", None = "none";

    private static readonly CatalogModel Default = CatalogModel.YuNet;

    /// <summary>Opens a detector, which says its name.</summary>
    /// <param name="name"><see cref="Automatic"/>, <see cref="Embedded"/>, <see cref="None"/>, the name of a model, or a file.</param>
    /// <returns>The detector; <see langword="null"/> for none.</returns>
    /// <exception cref="ArgumentException">There is no such file or model.</exception>
    /// <exception cref="IOException">The model is not installed, or the file is no detector.</exception>
    internal static NamedDetector? Open(string name)
    {
        if (name == None) return null;
        var store = new ModelStore();
        if (name == Embedded || (name == Automatic && store.Find(Default) is null))
        {
            var hint = $"faces are found by the embedded detector, which finds fewer than {Default.Name}; for that: glgan models install {Default.Name}";
            return new NamedDetector(hint, isAdvice: true, SyntheticFaceDetector.LoadEmbedded());
        }

        if (File.Exists(name)) return new NamedDetector($"faces are found by {Path.GetFileName(name)}", isAdvice: false, new YuNetDetector(name));
        var model = name == Automatic ? Default : Known(name)
            ?? throw new ArgumentException($"--detector: '{name}' is no file, and none of {string.Join(", ", [Automatic, Embedded, None, .. CatalogModel.All.Select(known => known.Name)])}.");
        var file = store.Find(model) ?? throw new ModelStoreException($"{name} is not installed. Run: glgan models install {name}");
        return new NamedDetector($"faces are found by {model.Name}", isAdvice: false, new YuNetDetector(file));
    }

    /// <summary>The model of that name; <see langword="null"/> where there is none.</summary>
    internal static CatalogModel? Known(string name) => CatalogModel.All.FirstOrDefault(model => model.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
