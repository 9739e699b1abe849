using GlGan.Collectives;
using GlGan.Layers;
using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Tests.Collectives;

[Collection("Tensors")]
public sealed class SynchronizedNormalizationTests
{
    private const int Channels = 3;
    private const int Size = 3;

    [Fact]
    public void Shares_of_a_batch_are_normalised_as_the_whole_forwards_backwards_and_once_more()
    {
        var whole = Run(null, 0, 1);

        var parts = ThreadRanks.Run(Size, ranks => Run(ranks, ranks.Rank, Size));

        Assert.All(parts, part => Near(whole.Running, part.Running));
        Near(whole.Output, [.. parts.SelectMany(part => part.Output)]);
        Near(whole.InputGradient, [.. parts.SelectMany(part => part.InputGradient)]);
        Near(whole.PenaltyGradient, [.. parts.SelectMany(part => part.PenaltyGradient)]);
        Near(whole.WeightGradient, Added(part => part.WeightGradient));

        float[] Added(Func<Pass, float[]> gradient) => [.. Enumerable.Range(0, whole.WeightGradient.Length).Select(i => parts.Sum(part => gradient(part)[i]))];
    }

    [Theory]
    [InlineData(false, 1e-4)]
    [InlineData(true, 5e-3)]
    public void Ranks_that_synchronise_train_as_one_process_with_a_batch_of_the_whole_size(bool bfloat16, double tolerance)
    {
        // What depends on the number of an image within its batch is left out. Adam moves a weight whose gradient is all rounding by its whole rate: small rates keep that small.
        var recipe = RankedRun.Recipe(steps: 4) with
        {
            Precision = new() { BFloat16Convolutions = bfloat16 }, Augmentation = null, ImagePoolSize = 0, SynchronizedNormalization = true,
            Phases = TrainingPhase.JointOnly(16), GeneratorLearningRate = 1e-6, DiscriminatorLearningRate = 1e-6,
        };
        var whole = RankedRun.Train(null, recipe with { BatchSize = 2 * RankedRun.Batch }, batch: 2 * RankedRun.Batch);

        var ranks = ThreadRanks.Run(2, rank => RankedRun.Train(rank, recipe));

        Assert.Equal(whole.Ticks.Select(tick => tick.Images), ranks[0].Ticks.Select(tick => tick.Images));
        var apart = ThreadRanks.Run(2, rank => RankedRun.Train(rank, recipe with { SynchronizedNormalization = false }))[0].Ticks[^1].Losses;
        Assert.Contains(whole.Ticks[^1].Losses, loss => Math.Abs(apart[loss.Key] - loss.Value) > 1e-2);
        foreach (var (name, loss) in whole.Ticks[^1].Losses) Assert.Equal(loss, ranks[0].Ticks[^1].Losses[name], tolerance * Math.Max(1, Math.Abs(loss)));
    }

    [Fact]
    public void Batches_that_cannot_be_shared_out_evenly_are_refused()
    {
        var recipe = RankedRun.Recipe(steps: 1, accumulation: 3) with { SynchronizedNormalization = true };

        var problem = Assert.Throws<CollectiveException>(() => ThreadRanks.Run(2, rank => RankedRun.Train(rank, recipe)));

        Assert.Contains("3 cannot be shared out evenly over 2", problem.Message);
    }

    private sealed record Pass(float[] Output, float[] Running, float[] InputGradient, float[] WeightGradient, float[] PenaltyGradient);

    /// <summary>One pass over a share of six images, the gradients of a loss, and those of the square of the gradient at the input, as R1 takes them.</summary>
    private static Pass Run(ICollective? ranks, int rank, int size)
    {
        const int Images = 6;
        using var scope = NewDisposeScope();
        using var random = TestDevice.Random(3);
        using var layer = new BatchNormalization(Channels) { Ranks = ranks };
        layer.train();
        var all = randn([Images, Channels, 4, 5], generator: random) * 3 + 1;
        var target = randn([Images, Channels, 4, 5], generator: random);
        var input = all.narrow(0, rank * Images / size, Images / size).clone().requires_grad_();
        var output = layer.call(input);
        var loss = (output * output * target.narrow(0, rank * Images / size, Images / size)).sum();
        var gradient = autograd.grad([loss], [input], retain_graph: true, create_graph: true)[0];
        var first = gradient.detach().clone();
        (gradient * gradient).sum().backward();
        var penalty = input.grad!.clone();
        var weight = layer.get_parameter("weight")!.grad!.clone();
        return new(Values(output), Values(layer.get_buffer("running_var")!), Values(first), Values(weight), Values(penalty));
    }

    private static float[] Values(Tensor tensor) => [.. tensor.detach().contiguous().data<float>()];

    private static void Near(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 2e-4 * Math.Max(1, Math.Abs(expected[i])));
    }
}
