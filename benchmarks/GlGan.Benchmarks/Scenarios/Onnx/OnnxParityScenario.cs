using GlGan.Benchmarks.Baselines;
using GlGan.Exporting;
using GlGan.Generators;
using GlGan.Native;
using GlGan.Synthesis;
using GlGan.Tensors;
using GlGan.Training;
using Google.Protobuf;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>Whether ONNX Runtime makes the same images from the same weights as this library: the condition for comparing their speed.</summary>
internal static class OnnxParityScenario
{
    private const double Tolerance = 1e-4;
    private const int TrainingForwards = 3;

    /// <summary>Prints the largest differences for batches of 1 and 4. Arguments: the name of a preset (default tiny).</summary>
    /// <returns>0, or 1 if ONNX Runtime differs by more than 1e-4 from the library in double precision.</returns>
    internal static int Run(ReadOnlySpan<string> arguments)
    {
        var preset = GlGanPreset.Named(arguments is [var name] ? name : "tiny");
        TorchRuntime.EnsureLoaded();
        using var scope = new TensorScope();
        using var gradient = no_grad();
        using var generator = Create(preset.Generator);
        var model = OnnxGenerator.ToModel(generator, ModelPurpose.Frontal).ToByteArray();
        using var session = new OnnxSession(model, Environment.ProcessorCount);
        Console.WriteLine($"{preset.Name}: {model.Length / 1048576.0:F1} MB of ONNX");

        var worst = 0f;
        foreach (var batch in (int[])[1, 4])
        {
            using var input = RandomInput.Create(preset.Generator, batch, seed: 2);
            using var image = session.Run(input);
            using var own = generator.call(input);
            using var exact = Exact(generator, input);
            var difference = Difference(image, own.Image);
            Console.WriteLine($"batch {batch}: ONNX Runtime to library {difference:0.0e0}; from the library in double precision: "
                + $"ONNX Runtime {Difference(image, exact):0.0e0}, library {Difference(own.Image, exact):0.0e0}; image deviates by {own.Image.std().ToSingle():F2}");
            worst = Math.Max(worst, Difference(image, exact));
        }

        return worst <= Tolerance ? 0 : 1;
    }

    /// <summary>A generator in evaluation mode, no bias, scale or running statistic of which is what it starts with.</summary>
    private static GlGanGenerator Create(GlGanGeneratorOptions options)
    {
        using var random = new Generator(1);
        var generator = new GlGanGenerator(options);
        foreach (var parameter in generator.parameters().Where(parameter => parameter.dim() == 1))
            parameter.add_(0.1 * randn(parameter.shape, generator: random));
        for (var i = 0; i < TrainingForwards; i++)
        {
            using var input = RandomInput.Create(options, 4, seed: 3 + (ulong)i);
            generator.call(input).Dispose();
        }

        generator.eval();
        return generator;
    }

    /// <summary>The image without the rounding of single precision: tells that from an error of the translation.</summary>
    private static Tensor Exact(GlGanGenerator generator, GeneratorInput input)
    {
        using var wide = input.To(CPU, ScalarType.Float64);
        generator.to(ScalarType.Float64);
        using var output = generator.call(wide);
        generator.to(ScalarType.Float32);
        return output.Image.clone();
    }

    private static float Difference(Tensor first, Tensor second) => (first - second).abs().max().to(ScalarType.Float32).ToSingle();
}
