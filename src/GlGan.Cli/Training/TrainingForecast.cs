using GlGan.Cli.Display;
using GlGan.Foundation;
using GlGan.Pairs;
using GlGan.Rendering;
using GlGan.Synthesis;
using GlGan.Training;
using TorchSharp;

namespace GlGan.Cli.Training;

/// <summary>Says before a training what it will take on this machine, and which preset suits the machine where that is long.</summary>
/// <param name="timePerImage">Measures a recipe; zero when it was stopped.</param>
internal sealed class TrainingForecast(Func<TrainingRecipe, TimeSpan> timePerImage)
{
    private const int FewSteps = 200;
    private const int MeasuredSteps = 3;
    private const int MeasuredBatch = 4;

    private static readonly TimeSpan Night = TimeSpan.FromHours(12);
    private static readonly GlGanPreset[] ForSlowMachines = [GlGanPreset.Small, GlGanPreset.Compact];

    /// <summary>Measures by first steps, on rendered faces and networks that are thrown away.</summary>
    /// <param name="device">Where it trains.</param>
    /// <param name="workers">Threads that prepare images.</param>
    /// <param name="processes">Processes that share out the images.</param>
    /// <param name="stop">Ends the measurement.</param>
    internal static TrainingForecast On(torch.Device device, int workers, int processes, CancellationToken stop) => new(recipe => Measure(recipe, device, workers, stop) / processes);

    /// <summary>Prints the forecast of trainings that are not over at once.</summary>
    internal void Print(TrainingRecipe recipe)
    {
        if (recipe.TimeLimit is not null || Images(recipe) < (long)FewSteps * recipe.BatchSize * recipe.Accumulation) return;
        Screen.Say($"measuring how long this will take");
        if (Describe(recipe) is { } text) Screen.Say($"{text}");
    }

    /// <summary>The forecast in words; <see langword="null"/> when it was stopped.</summary>
    internal string? Describe(TrainingRecipe recipe)
    {
        var images = Images(recipe);
        var time = timePerImage(recipe) * images;
        if (time == TimeSpan.Zero) return null;
        var text = $"{PlainText.Counted(images, "image")} will take about {Words(time)} on this machine.";
        if (time <= Night) return text;
        foreach (var preset in ForSlowMachines.Where(preset => preset.Generator != recipe.Generator))
        {
            var shorter = timePerImage(preset.Recipe) * images;
            if (shorter == TimeSpan.Zero) return null;
            if (shorter > time / 2 || (shorter > Night && preset != ForSlowMachines[^1])) continue;
            return $"{text} The preset {preset.Name} would take about {Words(shorter)}: stop by Ctrl-C and begin with --preset {preset.Name} and another --out, or with fewer --images.";
        }

        return $"{text} Fewer --images take less.";
    }

    private static long Images(TrainingRecipe recipe) => recipe.Phases.Sum(phase => phase.Images);

    private static string Words(TimeSpan time) => time switch
    {
        { TotalSeconds: < 90 } => $"{time.TotalSeconds:0} seconds",
        { TotalMinutes: < 90 } => $"{time.TotalMinutes:0} minutes",
        { TotalHours: < 48 } => $"{time.TotalHours:0} hours",
        _ => $"{time.TotalDays:0} days",
    };

    // On a CPU an image takes the same time in small batches; a GPU is filled by whole ones.
    private static TimeSpan Measure(TrainingRecipe recipe, torch.Device device, int workers, CancellationToken stop)
    {
        var batch = device.type == DeviceType.CPU ? Math.Min(recipe.BatchSize, MeasuredBatch) : recipe.BatchSize;
        var clock = new Clock();
        using var session = new GlGanBuilder()
            .UseRecipe(recipe with
            {
                Phases = [recipe.Phases[0] with { Images = MeasuredSteps * batch }],
                BatchSize = batch,
                Accumulation = 1,
                TickImages = batch,
                GeneratorLearningRate = 0,
                DiscriminatorLearningRate = 0,
            })
            .UseDevice(device)
            .UsePairs(ModelPurpose.Frontal, (framing, seed) => new FacePairs(FacePairs.OfRendered(new SyntheticFaces(seed), framing).Training))
            .WithWorkers(workers)
            .AddObserver(clock)
            .Build();
        session.Train(stop);
        return clock.TimePerImage;
    }

    /// <summary>The first step warms up, the others are measured.</summary>
    private sealed class Clock : ITrainingObserver
    {
        private TrainingTick? _warm;

        internal TimeSpan TimePerImage { get; private set; }

        public void OnTick(TrainingTick tick)
        {
            if (_warm is not null && tick.Images > _warm.Images) TimePerImage = (tick.Elapsed - _warm.Elapsed) / (tick.Images - _warm.Images);
            if (tick.Images > 0) _warm ??= tick;
        }
    }
}
