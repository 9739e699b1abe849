using GlGan.Cli.Display;
using GlGan.Onnx;
using Spectre.Console;

namespace GlGan.Cli.Faces;

/// <summary>Face detectors by what users call them: a name, a file, or whichever is installed.</summary>
internal static class Detectors
{
    internal const string Automatic = "auto", None = "none";

    private static readonly CatalogModel Default = CatalogModel.YuNet;

    /// <summary>The line that brings a detector.</summary>
    internal static string HowToInstall { get; } = $"glgan models install {Default.Name}";

    /// <summary>Opens a detector.</summary>
    /// <param name="name"><see cref="Automatic"/>, <see cref="None"/>, the name of a model, or a file.</param>
    /// <returns>The detector; <see langword="null"/> for none, and where the choice is automatic and none is installed.</returns>
    /// <exception cref="ArgumentException">There is no such file or model.</exception>
    /// <exception cref="IOException">The model is not installed, or the file is no detector.</exception>
    internal static YuNetDetector? Open(string name)
    {
        if (name == None) return null;
        var store = new ModelStore();
        if (name == Automatic) return store.Find(Default) is { } installed ? new YuNetDetector(installed) : null;
        if (File.Exists(name)) return new YuNetDetector(name);
        var model = Known(name) ?? throw new ArgumentException($"--detector: '{name}' is no file, and none of {Automatic}, {None}, {string.Join(", ", CatalogModel.All.Select(known => known.Name))}.");
        return new YuNetDetector(store.Find(model) ?? throw new ModelStoreException($"{name} is not installed. Run: glgan models install {name}"));
    }

    /// <summary>Opens a detector, or offers to install one where the choice is automatic and somebody sits at the terminal.</summary>
    /// <returns>The detector; <see langword="null"/> for none, and where nobody does or the answer is no.</returns>
    internal static YuNetDetector? OpenOrOffer(string name) => Open(name) ?? (name == Automatic ? Offer() : null);

    /// <summary>The model of that name; <see langword="null"/> where there is none.</summary>
    internal static CatalogModel? Known(string name) => CatalogModel.All.FirstOrDefault(model => model.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static YuNetDetector? Offer()
    {
        if (!Screen.IsLive || Console.IsInputRedirected) return null;
        AnsiConsole.MarkupLineInterpolated($"No face detector is installed. There is {Default}.");
        if (!AnsiConsole.Confirm("Install it?", defaultValue: false)) return null;
        return new YuNetDetector(new ModelStore().InstallAsync(Default).GetAwaiter().GetResult());
    }
}
