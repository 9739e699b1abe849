using GlGan.Benchmarks.Baselines;
using GlGan.Discriminators;
using GlGan.Generators;
using GlGan.Native;
using GlGan.Tensors;
using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>Whether the baselines are the library's networks and its step: weights are copied, and results compared on the same batch of noise.</summary>
internal static class ParityScenario
{
    private const int Batch = 4;
    private const double Allowed = 1e-4, Reached = 1e-5;

    /// <summary>Prints counts, differences and the losses of the first step. Options: the name of a preset (default <c>tiny</c>).</summary>
    /// <returns>0, or 1 if counts differ, or images or pixel losses differ by more than 1e-4, or the baselines' losses from each other by more than 1e-3.</returns>
    internal static int Run(ReadOnlySpan<string> arguments)
    {
        TorchRuntime.EnsureLoaded();
        var preset = GlGanPreset.Named(arguments is [var name] ? name : "tiny");
        using var generator = new GlGanGenerator(preset.Generator, seed: 1);
        var discriminators = preset.Discriminators.Create(preset.Generator.Regions, seed: 2);
        using var training = new PlainTraining(preset);
        training.Generator.CopyFrom(generator);
        training.Discriminators.CopyFrom(discriminators);
        using var input = RandomInput.Create(preset.Generator, Batch, seed: 3);
        using var target = RandomInput.Target(preset.Generator, Batch, seed: 4);

        var python = PythonParity.Of(preset, generator, discriminators, input, target);
        bool[] passed =
        [
            Counts(preset, generator, discriminators, training, python),
            Judgements(discriminators, training.Discriminators, input, target),
            Images("evaluation mode", generator, training.Generator, input, training: false),
            python is null || Verdict("image in evaluation mode in float64, PyTorch", python.Difference),
            Images("training mode", generator, training.Generator, input, training: true),
            Images("evaluation mode, with the statistics of a batch", generator, training.Generator, input, training: false),
            Losses(generator, discriminators, training, input, target, python),
        ];
        foreach (var discriminator in discriminators) discriminator.Dispose();
        return passed.All(good => good) ? 0 : 1;
    }

    private static bool Counts(GlGanPreset preset, GlGanGenerator generator, IReadOnlyList<Discriminator> discriminators, PlainTraining training, PythonParity? python)
    {
        var library = (PlainWeights.Count(generator), discriminators.Sum(PlainWeights.Count));
        var plain = (PlainWeights.Count(training.Generator), PlainWeights.Count(training.Discriminators));
        var peer = python?.Counts;
        Console.WriteLine($"{preset.Name}, batch of {Batch}");
        Console.WriteLine($"parameters of generator and discriminators: library {library}, plain {plain}, PyTorch {peer?.ToString() ?? "not run"}");
        return library == plain && (peer is null || peer == library);
    }

    private static bool Images(string mode, GlGanGenerator generator, PlainGenerator plain, GeneratorInput input, bool training)
    {
        using var scope = new TensorScope();
        using var gradient = no_grad();
        generator.train(training);
        plain.train(training);
        var (ours, theirs) = (generator.call(input), plain.call(input));
        IEnumerable<double> differences =
        [
            Difference(ours.Image, theirs.Image), Difference(ours.GlobalImage!, theirs.GlobalImage), Difference(ours.LocalCanvas, theirs.LocalCanvas),
            .. ours.LocalImages.Values.Zip(theirs.LocalImages, Difference),
        ];
        return Verdict($"images in {mode}, plain", differences.Max());
    }

    private static bool Judgements(IReadOnlyList<Discriminator> discriminators, PlainDiscriminators plain, GeneratorInput input, Tensor target)
    {
        using var scope = new TensorScope();
        using var gradient = no_grad();
        foreach (var discriminator in discriminators) discriminator.eval();
        plain.eval();
        var ours = discriminators.SelectMany(discriminator => discriminator.call(new DiscriminatorInput(target, input.Global, input.Placement)));
        var theirs = plain.call(target, input).SelectMany(outputs => outputs);
        var difference = ours.Zip(theirs, (one, other) =>
            one.Features.Append(one.Logits).Zip(other.Features.Append(other.Logits), Difference).Max()).Max();
        plain.train();
        return Verdict("logits and features in evaluation mode, plain", difference);
    }

    private static bool Losses(
        GlGanGenerator generator, IReadOnlyList<Discriminator> discriminators, PlainTraining training, GeneratorInput input, Tensor target, PythonParity? python)
    {
        training.Generator.train();
        training.Step(input, target);
        var observer = new LastLosses();
        var recipe = new TrainingRecipe { Phases = TrainingPhase.JointOnly(Batch) };
        using (var trainer = new GanTrainer(generator, discriminators, recipe, [observer])) trainer.Train(new RepeatedBatch(input, target));
        Console.WriteLine("losses of the first step; the library's discriminators normalise reals and fakes in one batch, the baselines' apart: the first three differ");
        var passed = true;
        foreach (var (name, plain) in training.Losses)
        {
            var (library, peer) = (observer.Losses[name], python?.Losses[name]);
            Console.WriteLine($"  {name}: library {library:F6}, plain {plain:F6}, PyTorch {peer?.ToString("F6") ?? "not run"}");
            if (name.EndsWith("pixel", StringComparison.Ordinal)) passed &= Math.Abs(library - plain) <= Allowed && Math.Abs(library - peer ?? 0) <= Allowed;
            else passed &= Math.Abs(plain - peer ?? 0) <= Allowed * 10;
        }

        return passed;
    }

    private static double Difference(Tensor one, Tensor other) => (one - other).abs().max().item<float>();

    private static bool Verdict(string what, double difference)
    {
        var verdict = difference <= Reached ? $"within {Reached}" : difference <= Allowed ? $"within {Allowed}" : $"MORE than {Allowed}";
        Console.WriteLine($"{what}: largest difference {difference:E2}, {verdict}");
        return difference <= Allowed;
    }
}
