using GlGan.Pairs;

namespace GlGan.Tests.Pairs;

public sealed class BatchShareTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 2)]
    [InlineData(5, 3)]
    [InlineData(2, 3)]
    public void Shares_follow_one_another_and_the_first_is_never_empty(int batches, int size)
    {
        var shares = Enumerable.Range(0, size).Select(rank => BatchShare.For(batches, rank, size)).ToArray();

        Assert.Equal(Enumerable.Range(0, batches), shares.SelectMany(share => Enumerable.Range(share.First, share.Count)));
        Assert.NotEqual(0, shares[0].Count);
        Assert.InRange(shares.Max(share => share.Count) - shares.Min(share => share.Count), 0, 1);
    }

    [Theory]
    [InlineData(4, 2)]
    [InlineData(5, 3)]
    public void Loaders_with_shares_make_what_one_makes_from_any_position(int batches, int size)
    {
        const int Batch = 3, Start = 7, Steps = 4;
        var made = Enumerable.Range(0, size).Select(rank =>
        {
            var share = BatchShare.For(batches, rank, size);
            using var loader = new BatchLoader(new NumberedTask(), new() { BatchSize = Batch });
            loader.StartAt(Start);
            loader.TakeShare(share);
            var firsts = Enumerable.Range(0, Steps * share.Count).Select(_ => Take(loader)).ToArray();
            if (rank == 0) Assert.Equal(Start + (Steps * batches * Batch), loader.Position);
            return firsts.Chunk(share.Count).ToArray();
        }).ToArray();

        var steps = Enumerable.Range(0, Steps).SelectMany(step => made.SelectMany(rank => rank[step]));
        Assert.Equal(Enumerable.Range(0, Steps * batches).Select(batch => (long)Start + (batch * Batch)), steps);
    }

    private static long Take(BatchLoader loader)
    {
        var batch = loader.Take(TestContext.Current.CancellationToken);
        var first = batch.FirstIndex;
        loader.Return(batch);
        return first;
    }
}
