using GlGan.Batches;
using GlGan.Collectives;
using GlGan.Generators;
using GlGan.Training;

namespace GlGan.Tests.Collectives;

/// <summary>Several ranks train as one process with as many batches per step: what a step is made on decides, not who makes it.</summary>
[Collection("Tensors")]
[OnTheCpu("there alone several processes come to the bits of one.")]
public sealed class RankedTrainingTests
{
    private const int Steps = 6;

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Ranks_with_a_batch_each_end_with_the_bits_of_one_process_that_accumulates_as_many(int size)
    {
        var alone = RankedRun.Train(null, RankedRun.Recipe(Steps, accumulation: size));

        var ranks = ThreadRanks.Run(size, rank => RankedRun.Train(rank, RankedRun.Recipe(Steps, accumulation: size)));

        Assert.All(ranks, rank => Assert.Empty(rank.DifferencesFrom(alone)));
        Assert.Equal(Steps, alone.Result!.Steps);
        Assert.All(ranks, rank => Assert.Equal((alone.Result.Images, alone.Result.Steps), (rank.Result!.Images, rank.Result.Steps)));
    }

    [Fact]
    public void Of_two_ranks_with_two_batches_each_only_the_order_of_additions_differs()
    {
        var alone = RankedRun.Train(null, RankedRun.Recipe(Steps, accumulation: 4));

        var ranks = ThreadRanks.Run(2, rank => RankedRun.Train(rank, RankedRun.Recipe(Steps, accumulation: 4)));

        Assert.Empty(ranks[1].DifferencesFrom(ranks[0]));
        // Of the first step: later ones drift apart, as those of GANs do.
        foreach (var (name, loss) in alone.Ticks[1].Losses) Assert.Equal(loss, ranks[0].Ticks[1].Losses[name], 1e-3 * Math.Max(1, Math.Abs(loss)));
    }

    [Fact]
    public void A_step_has_at_least_a_batch_for_each_rank()
    {
        var recipe = RankedRun.Recipe(Steps, accumulation: 3);
        var alone = RankedRun.Train(null, recipe);

        var ranks = ThreadRanks.Run(3, rank => RankedRun.Train(rank, recipe with { Accumulation = 1 }));

        Assert.Empty(ranks[0].DifferencesFrom(alone));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(2, 3)]
    [InlineData(1, 2)]
    [InlineData(3, 4)]
    public void A_training_goes_on_with_the_same_bits_on_another_number_of_ranks(int before, int after)
    {
        using var folder = new TemporaryFolder();
        var recipe = RankedRun.Recipe(Steps, accumulation: before);
        var undisturbed = RankedRun.Train(null, recipe);
        using var stop = new CancellationTokenSource();
        Run(before, rank => RankedRun.Train(rank, recipe with { Accumulation = 1 }, folder.FullPath, source: (batches, _) => new Stopping(batches, stop, before == 1 ? 2 : before * 3), stop: stop));

        var resumed = Run(after, rank => RankedRun.Train(rank, recipe with { Accumulation = 1 }, folder.FullPath, resume: true));

        Assert.All(resumed, rank => Assert.Empty(rank.DifferencesFrom(undisturbed)));
        Assert.Equal(undisturbed.Ticks[^1].Images, resumed[0].Ticks[^1].Images);
        foreach (var (name, loss) in undisturbed.Ticks[^1].Losses) Assert.Equal(loss, resumed[0].Ticks[^1].Losses[name], 1e-5 * Math.Max(1, Math.Abs(loss)));
    }

    [Fact]
    public void Rank_0_alone_reports_losses_of_all()
    {
        var alone = RankedRun.Train(null, RankedRun.Recipe(Steps, accumulation: 2));

        var ranks = ThreadRanks.Run(2, rank => RankedRun.Train(rank, RankedRun.Recipe(Steps, accumulation: 2)));

        Assert.Equal(alone.Ticks.Select(tick => tick.Images), ranks[0].Ticks.Select(tick => tick.Images));
        foreach (var (expected, actual) in alone.Ticks.Zip(ranks[0].Ticks))
        {
            Assert.Equal(expected.Losses.Keys.Order(), actual.Losses.Keys.Order());
            foreach (var (name, loss) in expected.Losses) Assert.Equal(loss, actual.Losses[name], 1e-5 * Math.Max(1, Math.Abs(loss)));
        }

        Assert.Empty(ranks[1].Ticks);
    }

    [Fact]
    public void A_rank_with_other_options_is_named_with_what_differs()
    {
        var problem = Assert.Throws<CollectiveException>(() => ThreadRanks.Run(2, rank => RankedRun.Train(rank, RankedRun.Recipe(Steps) with { BatchSize = 3 + rank.Rank })));

        Assert.StartsWith("rank 1 (process ", problem.Message);
        Assert.Contains("recipe.batch_size: 3 on rank 0, 4 on rank 1", problem.Message);
    }

    [Fact]
    public void A_rank_without_data_ends_all_with_its_reason()
    {
        var problem = Assert.Throws<CollectiveException>(() => ThreadRanks.Run(
            2, rank => RankedRun.Train(rank, RankedRun.Recipe(Steps), source: (batches, _) => rank.Rank == 1 ? new Failing(batches) : batches)));

        Assert.Matches(@"^rank 1 \(process .*\): the disk is gone", problem.Message);
    }

    [Fact]
    public void A_rank_whose_weights_differ_is_named()
    {
        var problem = Assert.Throws<CollectiveException>(() => ThreadRanks.Run(
            3, rank => RankedRun.Train(rank, RankedRun.Recipe(Steps), source: (batches, generator) => rank.Rank == 2 ? new Meddling(batches, generator) : batches)));

        Assert.Matches("^At image [0-9]+ rank 2 .* holds other weights than rank 0", problem.Message);
    }

    [Fact]
    public void All_ranks_stop_where_one_is_asked_to_and_the_checkpoint_is_written()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();

        var ranks = ThreadRanks.Run(2, rank => RankedRun.Train(
            rank, RankedRun.Recipe(Steps), folder.FullPath, source: (batches, _) => rank.Rank == 1 ? new Stopping(batches, stop, 2) : batches, stop: rank.Rank == 1 ? stop : null));

        Assert.All(ranks, rank => Assert.True(rank.Result!.Canceled));
        Assert.Equal(ranks[0].Result!.Images, new CheckpointStore(folder.FullPath).NewestImages());
    }

    private static RankedRun[] Run(int size, Func<ICollective?, RankedRun> train) => size == 1 ? [train(null)] : ThreadRanks.Run(size, train);

    /// <summary>Asks for the end once so many batches have been made.</summary>
    private sealed class Stopping(IBatchSource inner, CancellationTokenSource stop, int after) : IBatchSource
    {
        private int _made;

        public long Position => inner.Position;

        public void StartAt(long position) => inner.StartAt(position);

        public TrainingBatch Next(CancellationToken cancellationToken)
        {
            if (++_made > after) stop.Cancel();
            return inner.Next(CancellationToken.None);
        }
    }

    private sealed class Failing(IBatchSource inner) : IBatchSource
    {
        public long Position => inner.Position;

        public void StartAt(long position) => inner.StartAt(position);

        public TrainingBatch Next(CancellationToken cancellationToken) => throw new IOException("the disk is gone");
    }

    /// <summary>Changes a weight of this rank alone.</summary>
    private sealed class Meddling(IBatchSource inner, GlGanGenerator generator) : IBatchSource
    {
        public long Position => inner.Position;

        public void StartAt(long position) => inner.StartAt(position);

        public TrainingBatch Next(CancellationToken cancellationToken)
        {
            using var gradient = TorchSharp.torch.no_grad();
            generator.parameters().First().fill_(0.5f);
            return inner.Next(cancellationToken);
        }
    }
}
