using GlGan.Datasets;
using GlGan.Pairs;
using GlGan.Rendering;

namespace GlGan.Tests.Pairs;

public sealed class SelfSwapTaskTests
{
    private const int Size = 64;

    private readonly AlignedFaces _faces = new(new SyntheticDataset(new SyntheticFaces(2), new() { Count = 4, ImageSize = 128 }), new() { ImageSize = Size });

    [Fact]
    public void The_photo_is_the_target_and_differs_from_the_prior_only_where_the_face_was_put()
    {
        var (prior, target, covered) = Make(new(), 0);

        Assert.Contains(true, covered);
        Assert.Contains(false, covered);
        Assert.All(Enumerable.Range(0, Size * Size).Where(pixel => !covered[pixel]), pixel => Assert.Equal(target[3 * pixel], prior[3 * pixel]));
        Assert.NotEqual(target, prior);
    }

    [Fact]
    public void The_network_is_not_given_the_face_it_is_to_make()
    {
        var batch = Batch(new(), 3);
        var (input, target) = (batch[0].GetInput().Pixels, batch[0].GetTarget().Pixels);
        var covered = Covered(batch);

        var differences = Enumerable.Range(0, Size * Size).Where(pixel => covered[pixel]).Average(pixel => Math.Abs(input[3 * pixel] - target[3 * pixel]));

        Assert.True(differences > 4, $"Under the mask the surroundings are only {differences} levels from the target.");
    }

    [Fact]
    public void Without_mistakes_the_swap_is_nearly_the_photo()
    {
        var perfect = new SelfSwapOptions { Mirrored = 0, Misfit = 0, ColorJitter = 0, Light = 0, MaxBlurSigma = 0, MaxNoiseSigma = 0, HardEdges = 0 };

        Assert.True(Difference(Make(perfect, 1)) < 4);
        Assert.True(Difference(Make(new(), 1)) > 1.5 * Difference(Make(perfect, 1)));
    }

    [Fact]
    public void One_index_gives_one_pair_and_another_seed_another()
    {
        Assert.Equal(Batch(new(), 7).Prior, Batch(new(), 7).Prior);
        Assert.NotEqual(Batch(new(), 7).Prior, Batch(new() { Order = new() { Seed = 1 } }, 7).Prior);
    }

    [Fact]
    public void Options_out_of_range_are_all_named()
    {
        var problem = Assert.Throws<ArgumentException>(() => new SelfSwapTask(_faces, new() { Misfit = 2, Light = -1, HardEdges = 3 }));

        Assert.All((string[])["Misfit", "Light", "HardEdges"], name => Assert.Contains(name, problem.Message));
    }

    private static double Difference((byte[] Prior, byte[] Target, bool[] Covered) pair) =>
        Enumerable.Range(0, pair.Prior.Length).Where(i => pair.Covered[i / 3]).Average(i => Math.Abs(pair.Prior[i] - pair.Target[i]));

    private (byte[] Prior, byte[] Target, bool[] Covered) Make(SelfSwapOptions options, long index)
    {
        var batch = Batch(options, index);
        var prior = new byte[3 * Size * Size];
        for (var i = 0; i < prior.Length; i++) prior[i] = batch.Prior![i % 3 * Size * Size + i / 3];
        return (prior, batch[0].GetTarget().Pixels, Covered(batch));
    }

    private static bool[] Covered(PackedBatch batch) =>
        [.. Enumerable.Range(0, Size * Size).Select(pixel => batch.Prior![3 * Size * Size + pixel] + batch.Prior[4 * Size * Size + pixel] > 0)];

    private PackedBatch Batch(SelfSwapOptions options, long index)
    {
        var task = new SelfSwapTask(_faces, options);
        var batch = new PackedBatch(1, Size, task.Regions, task.HasPrior);
        task.Create(index, batch[0]);
        return batch;
    }
}
