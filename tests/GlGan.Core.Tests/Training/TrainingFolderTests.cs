using GlGan.Generators;
using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Tests.Training;

/// <summary>The folder of a training: whose it is, and what happens when it cannot be written.</summary>
[Collection("Tensors")]
public sealed class TrainingFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void While_one_trains_another_is_refused_and_told_by_whom()
    {
        List<string> refusals = [];

        Train(16, new TickRecorder(tick =>
        {
            if (tick.Images != 8) return;
            foreach (var resume in (bool[])[false, true]) refusals.Add(Assert.Throws<IOException>(() => Train(16, resume: resume)).Message);
        }));

        Assert.All(refusals, refusal => Assert.Contains($"is being written by process {Environment.ProcessId} ", refusal));
        Assert.Equal(2, refusals.Count);
        Train(24, resume: true);
    }

    [Fact]
    public void One_checkpoint_that_cannot_be_written_is_a_notice()
    {
        Block(8);

        var result = Train(16);

        Assert.Contains("The checkpoint at image 8 could not be written", Assert.Single(result.Notices));
        Assert.EndsWith("checkpoint-000000000016", Store.List()[0]);
    }

    [Fact]
    public void The_second_in_a_row_ends_the_training_before_more_is_lost()
    {
        Block(8, 12);

        var problem = Assert.Throws<CheckpointException>(() => Train(1000));

        Assert.Contains("the training ends at image 12", problem.Message);
        Assert.Contains("The newest is that of image 4. Make room and resume.", problem.Message);
        Assert.Equal(4, Store.NewestImages());
    }

    [Theory]
    [InlineData(16)]
    [InlineData(8)]
    public void The_last_one_must_be_written(int stopAfter)
    {
        Block(stopAfter);

        Assert.Throws<CheckpointException>(() => Train(16, stopAfter: stopAfter));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Another_number_of_threads_is_told_when_a_training_goes_on(bool other)
    {
        var before = get_num_threads();
        Train(16, stopAfter: 8);
        try
        {
            if (other) set_num_threads(before + 1);

            var notices = Train(16, resume: true).Notices;

            Assert.Equal(other, notices.Any(notice => notice.Contains($"and the training goes on with {before + 1}: the same recipe gives the same bits only", StringComparison.Ordinal)));
        }
        finally
        {
            set_num_threads(before);
        }
    }

    [Fact]
    public void Who_asks_for_the_end_waits_for_no_measurement()
    {
        var score = new Counting();

        Train(16, stopAfter: 8, score: score, tick: 12);

        Assert.Equal(1, score.Measured);
    }

    [Fact]
    public void A_measurement_under_way_is_given_up_and_the_training_saved()
    {
        using var stop = new CancellationTokenSource();

        var trained = Train(16, score: new Endless(stop), stop: stop);

        Assert.True(trained.Canceled);
        Assert.Equal(trained.Images, Store.NewestImages());
        Assert.Empty(trained.Scores);
    }

    private CheckpointStore Store => new(_folder.FullPath, new() { EveryImages = 4, KeepLast = 20 });

    private TrainingResult Train(long images, ITrainingObserver? observer = null, bool resume = false, int stopAfter = 0, ICheckpointScore? score = null, int tick = 4, CancellationTokenSource? stop = null)
    {
        using var rig = new TrainingRig();
        using var own = new CancellationTokenSource();
        stop ??= own;
        using var trainer = new GanTrainer(
            rig.Generator, rig.Discriminators, new() { Phases = TrainingRig.Joint(images), TickImages = tick }, observer is null ? [] : [observer], Store, score is null ? [] : [score]);
        if (resume) trainer.Resume(allowChanges: true);
        return trainer.Train(new RandomBatches(TrainingRig.Options, batch: 4) { BeforeNext = made => { if (stopAfter > 0 && made * 4 == stopAfter) stop.Cancel(); } }, stop.Token);
    }

    // A file where the folder would be.
    private void Block(params int[] images)
    {
        foreach (var count in images) File.WriteAllText(_folder.File($"checkpoint-{count:D12}"), "");
    }

    /// <summary>Is asked to stop while it measures, and would never end.</summary>
    private sealed class Endless(CancellationTokenSource stop) : ICheckpointScore
    {
        public string Name => "endless";

        public bool HigherIsBetter => true;

        public double Measure(FaceGenerator generator) => throw new NotSupportedException();

        public double Measure(FaceGenerator generator, CancellationToken cancellationToken)
        {
            stop.Cancel();
            cancellationToken.WaitHandle.WaitOne();
            throw new OperationCanceledException(cancellationToken);
        }
    }

    private sealed class Counting : ICheckpointScore
    {
        internal int Measured { get; private set; }

        public string Name => "counting";

        public bool HigherIsBetter => true;

        public double Measure(FaceGenerator generator) => ++Measured;
    }
}
