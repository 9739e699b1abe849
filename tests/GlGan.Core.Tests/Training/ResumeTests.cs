using GlGan.Batches;
using GlGan.Datasets;
using GlGan.Discriminators;
using GlGan.Generators;
using GlGan.Losses;
using GlGan.Pairs;
using GlGan.Serialization;
using GlGan.Tests.Losses;
using GlGan.Tests.Pairs;
using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Tests.Training;

/// <summary>A training that stops and goes on ends with the same bits as one that does not stop.</summary>
[Collection("Tensors")]
[OnTheCpu("there alone a training goes on to the last bit.")]
public sealed class ResumeTests : IDisposable
{
    private const int Batch = 2;
    private const int Accumulation = 2;
    private const int Steps = 6;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(AdversarialLosses.Names), MemberType = typeof(AdversarialLosses))]
    public void Stopping_and_resuming_changes_no_bit(string objective) => StopAndResume(objective, stopAfter: 3, doneBefore: 3);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1.5, 1)]
    [InlineData(2.5, 2)]
    public void So_it_is_in_the_first_phase_at_its_end_and_between_the_batches_of_a_step(double stopAfter, int doneBefore) =>
        StopAndResume(nameof(HingeLoss), stopAfter, doneBefore);

    private void StopAndResume(string objective, double stopAfter, int doneBefore)
    {
        var adversarial = AdversarialLosses.Named(objective);
        using var straight = new Run(_folder.File("straight"), adversarial);
        using var stopped = new Run(_folder.File("stopped"), adversarial);
        straight.Train(Steps, stopAfter: Steps);
        stopped.Train(Steps, stopAfter);

        using var resumed = new Run(_folder.File("stopped"), adversarial, seed: 99);
        Assert.Equal(doneBefore * Batch * Accumulation, resumed.Resume());
        resumed.Train(Steps, stopAfter: Steps);

        Assert.Equal(straight.NextPair, resumed.NextPair);
        Assert.NotEqual(0, straight.NextPair % Run.EpochLength);
        foreach (var (file, tensors) in straight.NewestTensors())
        {
            var others = resumed.NewestTensors()[file];
            Assert.Equal(tensors.Keys.Order(), others.Keys.Order());
            foreach (var (name, bytes) in tensors) Assert.True(bytes.AsSpan().SequenceEqual(others[name]), $"{file}: {name} differs.");
        }

        Assert.Equal(straight.NewestState(), resumed.NewestState());
        foreach (var (expected, actual) in straight.Ticks.TakeLast(resumed.Ticks.Count).Zip(resumed.Ticks))
        {
            Assert.Equal(expected.Images, actual.Images);
            Assert.Equal(expected.Losses, actual.Losses);
            Assert.Superset(new HashSet<string> { "signs/real", "signs/fake" }, actual.Losses.Keys.ToHashSet());
        }
    }

    [Fact]
    public void Another_recipe_is_refused_in_words_unless_allowed()
    {
        using (var run = new Run(_folder.FullPath, new HingeLoss())) run.Train(Steps, stopAfter: 1);

        using var changed = new Run(_folder.FullPath, new LeastSquaresLoss(), generatorRate: 7e-4);
        var message = Assert.Throws<CheckpointException>(() => changed.Resume()).Message;

        Assert.Contains("objective.adversarial.name: \"hinge\" in the checkpoint, \"least_squares\" now", message);
        Assert.Contains("generator_learning_rate: 0.0005 in the checkpoint, 0.0007 now", message);
        Assert.DoesNotContain("beta1", message);
        Assert.Equal(Batch * Accumulation, changed.Resume(allowChanges: true));
    }

    [Fact]
    public void A_damaged_checkpoint_is_left_for_the_one_before_it_with_a_warning()
    {
        using (var run = new Run(_folder.FullPath, new HingeLoss())) run.Train(Steps, stopAfter: 2);
        var store = new CheckpointStore(_folder.FullPath);
        File.WriteAllText(Path.Combine(store.List()[0], "optimizer.safetensors"), "half-written");

        using var resumed = new Run(_folder.FullPath, new HingeLoss());

        Assert.Equal(0, resumed.Resume());
        Assert.Contains("optimizer.safetensors is damaged", Assert.Single(resumed.Notices));
    }

    [Fact]
    public void Where_every_checkpoint_is_damaged_nothing_starts_from_scratch_unasked()
    {
        using (var run = new Run(_folder.FullPath, new HingeLoss())) run.Train(Steps, stopAfter: 1);
        foreach (var checkpoint in new CheckpointStore(_folder.FullPath).List()) File.Delete(Path.Combine(checkpoint, "state.json"));

        using var resumed = new Run(_folder.FullPath, new HingeLoss());

        Assert.Throws<CheckpointException>(() => resumed.Resume());
    }

    [Fact]
    public void A_trainer_trains_once_and_never_into_the_checkpoints_of_another()
    {
        using (var run = new Run(_folder.FullPath, new HingeLoss()))
        {
            run.Train(Steps, stopAfter: 1);
            Assert.Contains("has trained already", Assert.Throws<InvalidOperationException>(() => run.Train(Steps, Steps)).Message);
        }

        using var other = new Run(_folder.FullPath, new HingeLoss());
        Assert.Contains("call Resume first", Assert.Throws<InvalidOperationException>(() => other.Train(Steps, Steps)).Message);
    }

    [Fact]
    public void What_constructors_were_given_counts_as_options_too()
    {
        using (var run = new Run(_folder.FullPath, Objective())) run.Train(Steps, stopAfter: 1);

        Assert.Contains(": 0.8 in the checkpoint, 0.9 now", Refusal(Objective(realLabel: 0.9)));
        Assert.Contains(": 1 in the checkpoint, 3 now", Refusal(Objective(gamma: 3)));
        Assert.Contains(": \"l1\" in the checkpoint, \"l2\" now", Refusal(Objective(distance: FeatureDistance.L2)));

        string Refusal(TrainingObjective objective)
        {
            using var run = new Run(_folder.FullPath, objective);
            return Assert.Throws<CheckpointException>(() => run.Resume()).Message;
        }

        static TrainingObjective Objective(double realLabel = 0.8, double gamma = 1, FeatureDistance distance = FeatureDistance.L1) => new()
        {
            Adversarial = new VanillaLoss(realLabel),
            Penalties = [new R1Penalty(gamma)],
            Terms = [new(new FeatureMatchingLoss(distance), 2)],
        };
    }

    [Fact]
    public void Without_a_checkpoint_there_is_nothing_to_resume()
    {
        using var run = new Run(_folder.FullPath, new HingeLoss());

        Assert.Null(run.Resume());
    }

    /// <summary>Everything on: adaptive augmentation, pool, accumulation, penalties of two intervals, clipping, reports, a loader in the middle of its epoch.</summary>
    private sealed class Run : IDisposable, ITrainingObserver
    {
        internal const int EpochLength = 5;

        private readonly GlGanGenerator _generator;
        private readonly IReadOnlyList<Discriminator> _discriminators;
        private readonly GanTrainer _trainer;
        private readonly BatchLoader _loader;
        private readonly CheckpointStore _store;
        private readonly CancellationTokenSource _stop = new();
        private double _stopAfter;

        internal Run(string folder, IAdversarialLoss adversarial, ulong seed = 1, double generatorRate = 5e-4)
            : this(
                folder,
                new TrainingObjective
                {
                    Adversarial = adversarial,
                    Penalties = adversarial is WassersteinLoss ? [new GradientPenalty()] : [new R1Penalty(1, 2), new R2Penalty(1, 3)],
                    Terms = [.. new TrainingObjective().Terms, new(new SignsLoss(), 1)],
                },
                seed,
                generatorRate)
        {
        }

        internal Run(string folder, TrainingObjective objective, ulong seed = 1, double generatorRate = 5e-4)
        {
            var preset = GlGanPreset.Tiny;
            PatchDiscriminatorOptions patch = new() { BaseChannels = 8, Layers = 1, Outputs = objective.Adversarial.Outputs, Conditional = true, SpectralNorm = true };
            _generator = new GlGanGenerator(preset.Generator, seed);
            _discriminators = new DiscriminatorSetOptions { MultiScale = patch, Region = patch with { Conditional = false } }.Create(preset.Generator.Regions, seed);
            _store = new CheckpointStore(folder);
            _trainer = new GanTrainer(
                _generator,
                _discriminators,
                new()
                {
                    Objective = objective,
                    Phases = [new("joint", TrainedNetworks.All, 2 * Batch * Accumulation), new("fine-tuning", TrainingPhase.JointThenFineTuning(2)[1].Trains, (Steps - 2) * Batch * Accumulation)],
                    GeneratorLearningRate = generatorRate,
                    Accumulation = Accumulation,
                    GradientNormLimit = 10,
                    ImagePoolSize = 3,
                    Augmentation = new AdaptiveAugmentation(),
                    AugmentationControl = new() { Target = -1, IntervalSteps = 2, RampImages = 20 },
                    TickImages = 5,
                    Seed = 4,
                },
                [this],
                _store);
            var dataset = new MemoryDataset("faces", [.. Enumerable.Range(0, EpochLength).Select(i => new FaceSample($"{i}", new MemoryImage(NumberedTask.Numbered(40, 40, i))))]);
            _loader = new BatchLoader(new RegionSynthesisTask(new AlignedFaces(dataset, new() { ImageSize = 32 })), new() { BatchSize = Batch });
        }

        internal List<string> Notices { get; } = [];

        internal List<(long Images, IReadOnlyDictionary<string, double> Losses)> Ticks { get; } = [];

        internal long NextPair => _loader.Position;

        internal long? Resume(bool allowChanges = false) => _trainer.Resume(allowChanges);

        internal void Train(int steps, double stopAfter)
        {
            _stopAfter = stopAfter < steps ? stopAfter : double.MaxValue;
            _trainer.Train(new Source(new LoaderBatchSource(_loader, CPU), this), _stop.Token);
        }

        public void OnTick(TrainingTick tick) => Ticks.Add((tick.Images, tick.Losses));

        public void OnNotice(string notice) => Notices.Add(notice);

        internal Dictionary<string, Dictionary<string, byte[]>> NewestTensors()
        {
            using var scope = NewDisposeScope();
            return Directory.GetFiles(_store.List()[0], "*.safetensors").ToDictionary(file => Path.GetFileName(file), file =>
            {
                using var reader = SafetensorsReader.Open(file);
                return reader.ReadAll().ToDictionary(entry => entry.Key, entry => entry.Value.bytes.ToArray());
            });
        }

        internal string NewestState() => string.Join('\n', File.ReadLines(Path.Combine(_store.List()[0], "state.json")).Where(line => !line.Contains("\"elapsed\"", StringComparison.Ordinal)));

        public void Dispose()
        {
            _loader.Dispose();
            _trainer.Dispose();
            _generator.Dispose();
            _stop.Dispose();
            foreach (var discriminator in _discriminators) discriminator.Dispose();
        }

        /// <summary>Asks for the end while a batch is fetched, as a signal would.</summary>
        private sealed class Source(LoaderBatchSource inner, Run run) : IBatchSource
        {
            private int _fetched;

            public long Position => inner.Position;

            public void StartAt(long position) => inner.StartAt(position);

            public TrainingBatch Next(CancellationToken cancellationToken)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var batch = inner.Next(cancellationToken);
                if (++_fetched == run._stopAfter * Accumulation) run._stop.Cancel();
                return batch;
            }
        }
    }
}
