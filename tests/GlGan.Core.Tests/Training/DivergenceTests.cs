using GlGan.Batches;
using GlGan.Losses;
using GlGan.Tensors;
using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Tests.Training;

[Collection("Tensors")]
public sealed class DivergenceTests : IDisposable
{
    private readonly TrainingRig _rig = new();
    private readonly TickRecorder _recorder = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _rig.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_thousandfold_learning_rate_is_rolled_back_reported_and_given_up()
    {
        var store = new CheckpointStore(_folder.FullPath);

        var error = Assert.Throws<TrainingDivergedException>(() => Train(new() { Phases = TrainingRig.Joint(1000), GeneratorLearningRate = 0.5, DiscriminatorLearningRate = 0.2 }, new(), store));

        Assert.Contains("It went back 3 times; its last good checkpoint is in", error.Message);
        Assert.Equal(3, _recorder.Notices.Count(notice => notice.Contains("back to the checkpoint at image 0")));
        Assert.Equal(0, store.NewestImages());
    }

    [Fact]
    public void A_single_bad_update_changes_no_weight_and_training_goes_on()
    {
        Dictionary<string, Tensor> before = [];
        using var scope = NewDisposeScope();
        var batches = new RandomBatches(TrainingRig.Options)
        {
            BeforeNext = made =>
            {
                if (made == 3) before = TrainingRig.Snapshot(_rig.Generator.Fusion);
                if (made == 4) Assert.All(TrainingRig.Changed(before, _rig.Generator.Fusion), name => Assert.Matches("running_(mean|var)|num_batches_tracked", name));
            },
        };
        var objective = new TrainingObjective { Terms = [new(new NotANumberAt(firstStep: 3, lastStep: 3), 1), new(new PixelLoss(), 1)] };

        var result = Train(new() { Phases = TrainingRig.Joint(8), TickImages = 2 }, objective, batches: batches);

        Assert.Equal((8, false), (result.Images, result.Canceled));
        Assert.Contains("1 step up to image 4 had an update left out", Assert.Single(_recorder.Notices));
    }

    [Fact]
    public void After_a_rollback_training_goes_on_with_other_data_and_can_end_well()
    {
        var store = new CheckpointStore(_folder.FullPath, new() { EveryImages = 4 });
        var loss = new NotANumberAt(firstStep: 6, lastStep: 8);
        var batches = new RandomBatches(TrainingRig.Options);

        var result = Train(new() { Phases = TrainingRig.Joint(10), TickImages = 2, Guard = new() { RollbackAfter = 3 } }, new() { Terms = [new(loss, 1), new(new PixelLoss(), 1)] }, store, batches);

        Assert.Equal((10, false), (result.Images, result.Canceled));
        Assert.Contains(_recorder.Notices, notice => notice.Contains("back to the checkpoint at image 4") && notice.Contains("time 1 of 3"));
        Assert.True(batches.Made > 10);
    }

    [Fact]
    public void Without_checkpoints_there_is_nothing_to_go_back_to() => Assert.Contains(
        "There are no checkpoints to go back to",
        Assert.Throws<TrainingDivergedException>(() => Train(new() { Phases = TrainingRig.Joint(100) }, new() { Terms = [new(new NotANumberAt(0, 99), 1)] })).Message);

    private TrainingResult Train(TrainingRecipe recipe, TrainingObjective objective, CheckpointStore? store = null, IBatchSource? batches = null)
    {
        using var trainer = new GanTrainer(_rig.Generator, _rig.Discriminators, recipe with { Objective = objective }, [_recorder], store);
        return trainer.Train(batches ?? new RandomBatches(TrainingRig.Options, batch: 1), TestContext.Current.CancellationToken);
    }

    /// <summary>Not a number in some calls, zero in others.</summary>
    private sealed class NotANumberAt(int firstStep, int lastStep) : IGeneratorLoss
    {
        private int _calls;

        public string Name => "sometimes_not_a_number";

        public Tensor Compute(GeneratorLossContext context)
        {
            var bad = _calls >= firstStep && _calls <= lastStep;
            _calls++;
            return context.Output.Image.mean().Times(bad ? double.NaN : 0);
        }
    }
}
