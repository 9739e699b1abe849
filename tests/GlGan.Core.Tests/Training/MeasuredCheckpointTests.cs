using GlGan.Generators;
using GlGan.Training;

namespace GlGan.Tests.Training;

[Collection("Tensors")]
public sealed class MeasuredCheckpointTests : IDisposable
{
    private const int Images = 40;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_resumed_training_measures_where_one_that_was_not_stopped_does()
    {
        Train("straight");

        Train("stopped", stopAfter: 16);
        Train("stopped", resume: true);

        Assert.Equal([12, 24, 36, 40], Measured("straight"));
        Assert.Equal(Measured("straight"), Measured("stopped"));
    }

    private void Train(string folder, int stopAfter = Images, bool resume = false)
    {
        using var rig = new TrainingRig();
        using var stop = new CancellationTokenSource();
        using var trainer = new GanTrainer(
            rig.Generator, rig.Discriminators, new() { Phases = TrainingRig.Joint(Images), TickImages = 4 }, checkpoints: Store(folder), scores: [new Constant()]);
        if (resume) trainer.Resume();
        trainer.Train(new RandomBatches(TrainingRig.Options, batch: 4) { BeforeNext = made => { if (made * 4 == stopAfter) stop.Cancel(); } }, stop.Token);
    }

    private long[] Measured(string folder) =>
        [.. Store(folder).List().Select(CheckpointStore.Verify).Where(state => state.Scores.Count > 0).Select(state => state.Images).Order()];

    private CheckpointStore Store(string folder) => new(_folder.File(folder), new() { EveryImages = 4, KeepLast = 20, MeasureEveryImages = 12 });

    private sealed class Constant : ICheckpointScore
    {
        public string Name => "constant";

        public bool HigherIsBetter => true;

        public double Measure(FaceGenerator generator) => 1;
    }
}
