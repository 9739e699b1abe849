using GlGan.Generators;
using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Tests.Training;

/// <summary>What a training tells: whoever asked for something learns what came of it, and what went wrong.</summary>
[Collection("Tensors")]
public sealed class TrainingReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TrainingRig _rig = new();
    private readonly TickRecorder _recorder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _rig.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void An_observer_that_throws_is_named_in_the_result_and_the_training_goes_on()
    {
        var result = _rig.Train(Recipe(3), observer: new TickRecorder(_ => throw new IOException("disk full")));

        Assert.Equal(3, result.Images);
        Assert.Equal("TickRecorder failed and is not called again: disk full", Assert.Single(result.Notices));
    }

    [Fact]
    public void A_training_in_which_nothing_happened_has_no_notices() => Assert.Empty(_rig.Train(Recipe(2)).Notices);

    [Fact]
    public void An_observer_that_cannot_begin_ends_the_training_before_it_has_begun()
    {
        using var trainer = new GanTrainer(_rig.Generator, _rig.Discriminators, Recipe(2), [new Unready(), _recorder]);

        Assert.Throws<UnauthorizedAccessException>(() => trainer.Train(new RandomBatches(TrainingRig.Options), Stop));
        Assert.Empty(_recorder.Ticks);
    }

    [Fact]
    public void Observers_are_told_where_a_training_begins_or_goes_on()
    {
        using (var stop = new CancellationTokenSource())
        {
            var first = new Starts();
            using var trainer = new GanTrainer(_rig.Generator, _rig.Discriminators, Recipe(6), [first, new TickRecorder(tick => { if (tick.Images == 3) stop.Cancel(); })], Store());
            trainer.Train(new RandomBatches(TrainingRig.Options), stop.Token);
            Assert.Equal([null], first.Seen);
        }

        var second = new Starts();
        using var resumed = new GanTrainer(_rig.Generator, _rig.Discriminators, Recipe(6), [second], Store());
        var images = resumed.Resume();
        Assert.Empty(second.Seen);
        resumed.Train(new RandomBatches(TrainingRig.Options), Stop);

        Assert.NotNull(images);
        Assert.Equal([images], second.Seen);
    }

    [Fact]
    public void What_is_measured_at_checkpoints_is_in_the_ticks_there_and_in_the_result()
    {
        using var trainer = new GanTrainer(_rig.Generator, _rig.Discriminators, Recipe(6), [_recorder], Store(everyImages: 4), [new Counting("made")]);

        var result = trainer.Train(new RandomBatches(TrainingRig.Options), Stop);

        Assert.Equal([(0, 1), (4, 2), (6, 3)], _recorder.Ticks.Where(tick => tick.Scores.Count > 0).Select(tick => (tick.Images, tick.Scores["made"])));
        Assert.Equal([KeyValuePair.Create("made", 3.0)], result.Scores);
        Assert.Equal([(6, 3), (4, 2), (0, 1)], Store().List().Select(CheckpointStore.Verify).Select(state => (state.Images, state.Scores["made"].Value)));
    }

    [Fact]
    public void Without_checkpoints_scores_are_measured_at_the_end()
    {
        using var trainer = new GanTrainer(_rig.Generator, _rig.Discriminators, Recipe(6), [_recorder], scores: [new Counting("made")]);

        Assert.Equal([KeyValuePair.Create("made", 1.0)], trainer.Train(new RandomBatches(TrainingRig.Options), Stop).Scores);
        Assert.Equal([6], _recorder.Ticks.Where(tick => tick.Scores.Count > 0).Select(tick => tick.Images));
    }

    [Fact]
    public void A_score_that_cannot_be_measured_is_said_and_the_others_are_measured()
    {
        using var trainer = new GanTrainer(
            _rig.Generator, _rig.Discriminators, Recipe(2), scores: [new Counting("broken", () => throw new InvalidOperationException("no network")), new Counting("made")]);

        var result = trainer.Train(new RandomBatches(TrainingRig.Options), Stop);

        Assert.Equal(["The score 'broken' could not be measured at image 2: no network"], result.Notices);
        Assert.Equal(["made"], result.Scores.Keys);
    }

    [Fact]
    public void A_finished_training_that_is_resumed_has_the_scores_of_its_last_checkpoint()
    {
        using (var first = new GanTrainer(_rig.Generator, _rig.Discriminators, Recipe(4), checkpoints: Store(), scores: [new Counting("made")]))
            first.Train(new RandomBatches(TrainingRig.Options), Stop);
        using var second = new GanTrainer(_rig.Generator, _rig.Discriminators, Recipe(4), checkpoints: Store(), scores: [new Counting("made")]);
        second.Resume();

        Assert.Equal([KeyValuePair.Create("made", 5.0)], second.Train(new RandomBatches(TrainingRig.Options), Stop).Scores);
    }

    [Fact]
    public void Two_scores_of_one_name_are_refused() => Assert.Contains(
        "Two scores are named 'made'",
        Assert.Throws<ArgumentException>("scores", () => new GanTrainer(_rig.Generator, _rig.Discriminators, Recipe(2), scores: [new Counting("made"), new Counting("made")])).Message);

    [Fact]
    public void Between_ticks_that_are_far_apart_progress_is_told_by_time_and_takes_nothing_from_the_ticks()
    {
        var time = new ManualTime();
        var batches = new RandomBatches(TrainingRig.Options) { BeforeNext = _ => time.Advance(TimeSpan.FromSeconds(2)) };
        List<(long Images, double Counting)> progress = [];
        var observer = new Progress(tick => progress.Add((tick.Images, tick.Losses["counting"])));
        List<(long Images, double Counting)> ticks = [];
        var recorder = new TickRecorder(tick => ticks.Add((tick.Images, tick.Losses.GetValueOrDefault("counting"))));
        TrainingRecipe recipe = new() { Phases = TrainingRig.Joint(9), TickImages = 1000, Objective = new() { Terms = [new(new CountingLoss(), 1)] } };

        using var trainer = new GanTrainer(_rig.Generator, _rig.Discriminators, recipe, [observer, recorder], time: time);
        trainer.Train(batches, Stop);

        Assert.Equal([(3, 2), (6, 3.5)], progress);
        Assert.Equal([(0, 0), (9, 5)], ticks);
    }

    [Fact]
    public void A_generator_may_register_its_fields_as_TorchSharp_does_and_trains()
    {
        using var generator = new FieldGenerator(register: true);
        var before = TrainingRig.Snapshot(generator);
        using var trainer = new GanTrainer(generator, _rig.Discriminators, Recipe(2) with { Objective = new() { Terms = [] } });

        trainer.Train(new RandomBatches(TrainingRig.Options), Stop);

        Assert.Equal(["_layer.weight", "_layer.bias"], TrainingRig.Changed(before, generator));
        foreach (var tensor in before.Values) tensor.Dispose();
    }

    [Fact]
    public void A_generator_that_registers_nothing_is_told_how() => Assert.Contains(
        "FieldGenerator has no parameters to train: register its modules in its constructor",
        Assert.Throws<ArgumentException>(() =>
        {
            using var generator = new FieldGenerator(register: false);
            using var trainer = new GanTrainer(generator, _rig.Discriminators, Recipe(2));
        }).Message);

    private static TrainingRecipe Recipe(long images) => new() { Phases = TrainingRig.Joint(images), TickImages = 1 };

    private CheckpointStore Store(long everyImages = 1) => new(_folder.FullPath, new() { EveryImages = everyImages, KeepLast = 20 });

    /// <summary>Counts its measurements.</summary>
    private sealed class Counting(string name, Action? before = null) : ICheckpointScore
    {
        private int _calls;

        public string Name => name;

        public bool HigherIsBetter => true;

        public double Measure(FaceGenerator generator)
        {
            before?.Invoke();
            return ++_calls;
        }
    }

    private sealed class Unready : ITrainingObserver
    {
        public void OnStart(long? resumedAt) => throw new UnauthorizedAccessException("read only");

        public void OnTick(TrainingTick tick)
        {
        }
    }

    private sealed class Starts : ITrainingObserver
    {
        internal List<long?> Seen { get; } = [];

        public void OnStart(long? resumedAt) => Seen.Add(resumedAt);

        public void OnTick(TrainingTick tick) => Assert.Single(Seen);
    }

    private sealed class Progress(Action<TrainingTick> onProgress) : ITrainingObserver
    {
        public void OnTick(TrainingTick tick)
        {
        }

        public void OnProgress(TrainingTick tick) => onProgress(tick);
    }

    /// <summary>A network whose modules are fields.</summary>
    private sealed class FieldGenerator : FaceGenerator
    {
        private readonly bool _register;
        private readonly TorchSharp.Modules.Conv2d _layer = nn.Conv2d(3, 3, 1);

        internal FieldGenerator(bool register)
            : base(nameof(FieldGenerator))
        {
            _register = register;
            if (register) RegisterComponents();
        }

        public override IReadOnlyList<nn.Module> Pathway(GeneratorPathway pathway) => pathway == GeneratorPathway.Global ? [_layer] : [];

        public override FaceGenerator CreateTwin() => new FieldGenerator(_register);

        public override GeneratorOutput forward(GeneratorInput input)
        {
            var image = _layer.call(input.Global).tanh();
            return new GeneratorOutput(image, null, new Dictionary<string, Tensor>(), image.alias());
        }
    }
}
