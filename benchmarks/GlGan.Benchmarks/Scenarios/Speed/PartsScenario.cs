using System.Diagnostics;
using GlGan.Generators;
using GlGan.Losses;
using GlGan.Pairs;
using GlGan.Rendering;
using GlGan.Synthesis;
using GlGan.Training;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>What each part of the making of frontal views costs: a training step, a face from its photo to its bytes, and a pair to learn from, as delivered and without each part, in turn.</summary>
internal static class PartsScenario
{
    private const int Rounds = 21, WarmUps = 3;

    /// <summary>Prints medians. Arguments: the preset's name (compact unless given).</summary>
    /// <returns>0.</returns>
    internal static int Run(ReadOnlySpan<string> arguments)
    {
        var preset = GlGanPreset.Named(arguments is [var name] ? name : "compact");
        var delivered = preset.Recipe with { Generator = preset.Generator.For(ModelPurpose.Frontal) };
        (string Name, TrainingRecipe Recipe)[] variants =
        [
            ("as delivered", delivered),
            ("without the prior", delivered with { Generator = delivered.Generator with { Composition = OutputComposition.Repaint } }),
            ("without the likeness loss", Without<FaceLikenessLoss>(delivered)),
            ("without the local pathway", delivered.WithPathways(PathwayUse.Global)),
            ("without the discriminators' say", WithoutDiscriminators(delivered)),
        ];

        Console.WriteLine($"{preset.Name}, batch {delivered.BatchSize}; milliseconds, medians of {Rounds}: processor, clock");
        Measure("training step", variants.Select(variant => (variant.Name, (IContender)new LibraryTraining(variant.Recipe, phase: 0, delivered.BatchSize))));
        Measure("face", variants.Take(4).Where((_, index) => index != 2).Select(variant => (variant.Name, Synthesis(variant.Recipe.Generator))));
        Measure("pair to learn from", [("as delivered", Pair(preset, prior: true)), ("without the prior", Pair(preset, prior: false))]);
        return 0;
    }

    private static TrainingRecipe WithoutDiscriminators(TrainingRecipe recipe)
    {
        var silent = Without<FeatureMatchingLoss>(recipe);
        return silent with { Objective = silent.Objective with { AdversarialWeight = 0 } };
    }

    private static TrainingRecipe Without<T>(TrainingRecipe recipe) => recipe with
    {
        Objective = recipe.Objective with { Terms = [.. recipe.Objective.Terms.Where(term => term.Loss is not T)] },
    };

    private static IContender Synthesis(GlGanGeneratorOptions options)
    {
        var model = new GlGanModel(new GlGanGenerator(options, seed: 1), ModelPurpose.Frontal);
        var synthesizer = model.CreateSynthesizer();
        var person = new SyntheticFaces(seed: 2).Render(7, FaceView.Frontal, 256);
        return new Contender(() => synthesizer.Synthesize([new(person.Image, person.Landmarks)]), synthesizer, model);
    }

    private static IContender Pair(GlGanPreset preset, bool prior)
    {
        var task = new FrontalViewTask(new SyntheticFaces(seed: 1), new() { ImageSize = preset.Generator.ImageSize, Prior = prior });
        var batch = new PackedBatch(1, task.ImageSize, task.Regions, prior);
        var index = 0L;
        return new Contender(() => task.Create(index++, batch[0]));
    }

    private static void Measure(string what, IEnumerable<(string Name, IContender Contender)> contenders)
    {
        (string Name, IContender Contender, List<double> Processor, List<double> Clock)[] all = [.. contenders.Select(one => (one.Name, one.Contender, new List<double>(), new List<double>()))];
        for (var round = -WarmUps; round < Rounds; round++)
        {
            foreach (var (_, contender, processor, clock) in all)
            {
                var (start, before) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
                contender.Run();
                if (round < 0) continue;
                processor.Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
                clock.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        foreach (var (name, contender, processor, clock) in all)
        {
            Console.WriteLine($"  {what + ", " + name,-50} {Median(processor),7:F1} {Median(clock),7:F1}");
            contender.Dispose();
        }
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
