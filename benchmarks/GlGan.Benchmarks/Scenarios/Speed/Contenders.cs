using GlGan.Benchmarks.Baselines;
using GlGan.Exporting;
using GlGan.Generators;
using GlGan.Synthesis;
using Google.Protobuf;
using static TorchSharp.torch;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>All scenarios, and who takes part in each.</summary>
internal static class Contenders
{
    internal const string Library = "glgan", Plain = "plain", Onnx = "onnxruntime", PyTorch = "pytorch";

    /// <summary>Scenarios and their contenders, the library first.</summary>
    internal static IReadOnlyDictionary<string, string[]> Of { get; } = new Dictionary<string, string[]>
    {
        ["train-step"] = [Library, Plain, PyTorch],
        ["fine-tuning-step"] = [Library, Plain],
        ["synthesis"] = [Library, Plain, Onnx, PyTorch],
        ["unet"] = [Library, Plain],
        ["lp-gen"] = [Library, Plain],
        ["optimiser"] = [Library, Plain],
        ["checkpoint-save"] = [Library, Plain],
        ["checkpoint-load"] = [Library, Plain],
        ["evaluation"] = [Library, Plain],
    };

    /// <summary>Prepares a contender; all of a scenario compute with the same weights.</summary>
    internal static IContender Create(SpeedTask task, string name)
    {
        set_num_threads(task.Threads);
        return (task.Scenario, name) switch
        {
            ("train-step" or "fine-tuning-step", Library) => new LibraryTraining(task),
            ("train-step" or "fine-tuning-step", Plain) => PlainStep(task),
            ("optimiser", Library) => new LibraryOptimizer(task),
            ("optimiser", Plain) => new PlainOptimizer(task),
            ("checkpoint-save" or "checkpoint-load", Library) => CheckpointContenders.Library(task),
            ("checkpoint-save" or "checkpoint-load", Plain) => CheckpointContenders.Plain(task),
            ("evaluation", Library) => EvaluationContenders.Library(task),
            ("evaluation", Plain) => EvaluationContenders.Plain(task),
            (_, Library) => Folded(task),
            (_, Plain) => Unfolded(task),
            ("synthesis", Onnx) => Session(task),
            _ => throw new ArgumentException($"'{name}' takes no part in '{task.Scenario}'."),
        };
    }

    /// <summary>Billions of operations of a forward scenario; 0 of the others.</summary>
    internal static double Gigaflops(SpeedTask task)
    {
        if (task.Scenario is not ("synthesis" or "unet" or "lp-gen")) return 0;
        using var generator = new PlainGenerator(task.Preset.Generator);
        generator.eval();
        using var input = RandomInput.Create(task.Preset.Generator, batch: 1, seed: 3);
        return task.Batch * FlopCounter.Count(generator, Forward(task.Scenario, generator, input));
    }

    private static Contender PlainStep(SpeedTask task)
    {
        var training = new PlainTraining(task.Preset);
        if (task.Scenario == "fine-tuning-step") training.FreezeGlobal();
        var input = RandomInput.Create(task.Preset.Generator, task.Batch, seed: 3);
        var target = RandomInput.Target(task.Preset.Generator, task.Batch, seed: 4);
        return new Contender(() => training.Step(input, target), input, target, training);
    }

    private static Contender Folded(SpeedTask task)
    {
        using var generator = Evaluated(task);
        var folded = generator.Fold();
        var input = RandomInput.Create(task.Preset.Generator, task.Batch, seed: 3);
        return new Contender(
            () =>
            {
                using var scope = NewDisposeScope();
                using var gradient = no_grad();
                if (task.Scenario == "unet") folded.Global!.call(input.Global);
                else if (task.Scenario == "lp-gen") folded.Local.First().Value.call(input.Local[folded.Local.First().Key]);
                else folded.call(input);
            },
            input,
            folded);
    }

    private static Contender Unfolded(SpeedTask task)
    {
        using var generator = Evaluated(task);
        var plain = new PlainGenerator(task.Preset.Generator);
        plain.CopyFrom(generator);
        plain.eval();
        var input = RandomInput.Create(task.Preset.Generator, task.Batch, seed: 3);
        var forward = Forward(task.Scenario, plain, input);
        return new Contender(
            () =>
            {
                using var scope = NewDisposeScope();
                using var gradient = no_grad();
                forward();
            },
            input,
            plain);
    }

    private static Contender Session(SpeedTask task)
    {
        using var generator = Evaluated(task);
        var session = new OnnxSession(OnnxGenerator.ToModel(generator, ModelPurpose.Frontal).ToByteArray(), task.Threads);
        var input = RandomInput.Create(task.Preset.Generator, task.Batch, seed: 3);
        return new Contender(() => session.Run(input).Dispose(), input, session);
    }

    private static Action Forward(string scenario, PlainGenerator generator, GeneratorInput input) => scenario switch
    {
        "unet" => () => generator.Global.call(input.Global),
        "lp-gen" => () => generator.Local[0].call(input.Local.First().Value),
        _ => () => generator.call(input),
    };

    private static GlGanGenerator Evaluated(SpeedTask task)
    {
        var generator = new GlGanGenerator(task.Preset.Generator, seed: 1);
        generator.eval();
        return generator;
    }
}
