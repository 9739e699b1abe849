using System.Globalization;
using System.Reflection;
using GlGan.Cli.Commands;
using GlGan.Features;
using GlGan.Serialization;
using Spectre.Console;
using TorchSharp;

namespace GlGan.FeatureTraining;

/// <summary>The file that a training writes.</summary>
/// <param name="path">Where it lies.</param>
/// <param name="what">What is in it.</param>
/// <param name="options">How it was trained.</param>
internal sealed class TrainingFile(string path, string what, TrainingOptions options)
{
    /// <summary>Refuses a file that cannot be written, before anything is done for it.</summary>
    internal void Prepare()
    {
        if (Directory.Exists(path)) throw new ArgumentException($"--out: '{path}' is a folder.");
        OutputFolder.Prepare(Path.GetDirectoryName(path)!);
    }

    /// <summary>Writes the network as it is.</summary>
    internal void Save(torch.nn.Module network, TrainingTick tick)
    {
        ModuleWeights.Save(network, path, new Dictionary<string, string>
        {
            ["what"] = $"GlGan.Core {what}, trained on rendered faces only",
            ["command"] = options.CommandLine,
            ["images"] = tick.Images.ToString(CultureInfo.InvariantCulture),
            ["version"] = typeof(SyntheticFaceNetwork).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
        });
        AnsiConsole.MarkupLineInterpolated($"wrote {path}");
    }
}
