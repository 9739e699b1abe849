using GlGan.Discriminators;
using GlGan.Generators;
using GlGan.Serialization;
using GlGan.Tensors;
using GlGan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>What the PyTorch baseline makes of the library's weights.</summary>
/// <param name="Counts">Trainable values of the generator and of the discriminators.</param>
/// <param name="Difference">Largest difference of the image in evaluation mode, computed in float64.</param>
/// <param name="Losses">Unweighted losses of the first step by the library's names.</param>
internal sealed record PythonParity((long Generator, long Discriminators) Counts, double Difference, IReadOnlyDictionary<string, double> Losses)
{
    private const string Script = "pytorch_baseline.py";

    /// <summary>Hands weights and a batch to the script; everything is borrowed, and left as it is but for the generator's mode.</summary>
    /// <returns>The result, or null without PyTorch.</returns>
    internal static PythonParity? Of(GlGanPreset preset, GlGanGenerator generator, IReadOnlyList<Discriminator> discriminators, GeneratorInput input, Tensor target)
    {
        var folder = Directory.CreateTempSubdirectory("glgan-parity-").FullName;
        try
        {
            ModuleWeights.Save(generator, Path.Combine(folder, "generator.safetensors"));
            ModuleWeights.Save(discriminators[0], Path.Combine(folder, "pyramid.safetensors"));
            ModuleWeights.Save(discriminators[1], Path.Combine(folder, "regions.safetensors"));
            SaveBatch(Path.Combine(folder, "batch.safetensors"), generator, input, target);
            if (PythonPeer.Run(Script, "counts", preset.Name) is not [var synthesizing, var judging]) return null;
            return PythonPeer.Run(Script, "check", preset.Name, "--folder", folder) is [var difference, .. var losses]
                ? new PythonParity(((long)synthesizing, (long)judging), difference, Named(losses))
                : null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The image in float64: in float32 the rounding of two builds of libtorch alone can part the images of a large network by more than 1e-4.
    private static void SaveBatch(string path, GlGanGenerator generator, GeneratorInput input, Tensor target)
    {
        using var scope = new TensorScope();
        using var gradient = no_grad();
        using var exact = input.To(input.Global.device, ScalarType.Float64);
        generator.eval();
        generator.to(ScalarType.Float64);
        Dictionary<string, Tensor> batch = new() { ["global"] = input.Global, ["target"] = target, ["image"] = generator.call(exact).Image };
        generator.to(ScalarType.Float32);
        foreach (var (region, crop) in input.Local) batch[$"local.{region}"] = crop;
        foreach (var (region, center) in input.Placement) batch[$"placement.{region}"] = center;
        SafetensorsWriter.Write(path, batch);
    }

    private static Dictionary<string, double> Named(IEnumerable<double> losses) =>
        new[] { "discriminator", "generator", "feature_matching", "pixel", "global_pixel", "local_pixel" }.Zip(losses).ToDictionary();
}
