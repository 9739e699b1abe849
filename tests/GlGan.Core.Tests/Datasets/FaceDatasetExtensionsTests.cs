using GlGan.Datasets;
using GlGan.Imaging;
using static GlGan.Tests.Datasets.DatasetTree;

namespace GlGan.Tests.Datasets;

public sealed class FaceDatasetExtensionsTests
{
    [Fact]
    public void Slices_filters_and_joins_keep_the_order()
    {
        var numbers = Numbers("n", 10);

        Assert.Equal(["n3", "n4"], Names(numbers.Slice(3, 2)));
        Assert.Equal(["n0", "n5"], Names(numbers.Where(sample => sample.Identity % 5 == 0)));
        Assert.Equal(["n0", "m0", "m1", "n2"], Names(numbers.Slice(0, 1).Concat(Numbers("m", 2), numbers.Slice(2, 1))));
        Assert.Equal("n+m", numbers.Concat(Numbers("m", 1)).Name);
    }

    [Fact]
    public void A_shuffle_is_a_new_order_of_the_same_samples_for_every_seed()
    {
        var once = Names(Numbers("n", 50).Shuffle(1));

        Assert.Equal(Names(Numbers("n", 50)).Order(), once.Order());
        Assert.Equal(once, Names(Numbers("n", 50).Shuffle(1)));
        Assert.NotEqual(once, Names(Numbers("n", 50).Shuffle(2)));
        Assert.NotEqual(once, Names(Numbers("n", 50)));
    }

    [Fact]
    public void A_mix_keeps_its_shares_at_every_length_and_visits_each_part_evenly()
    {
        var mix = FaceDatasetExtensions.Mix([(Numbers("small", 3), 3), (Numbers("large", 1000), 1)], 400, seed: 1);
        var names = Names(mix);

        for (var length = 4; length <= 400; length += 4) Assert.InRange(names.Take(length).Count(name => name.StartsWith("small", StringComparison.Ordinal)), 0.75 * length - 1, 0.75 * length + 1);
        Assert.All(names.Where(name => name.StartsWith("small", StringComparison.Ordinal)).CountBy(name => name), entry => Assert.Equal(100, entry.Value));
        Assert.Equal(100, names.Where(name => name.StartsWith("large", StringComparison.Ordinal)).Distinct().Count());
    }

    [Fact]
    public void Samples_can_be_changed() => Assert.Equal("cat", Numbers("n", 1).Select(sample => sample with { Class = "cat" })[0].Class);

    [Fact]
    public void What_cannot_be_is_refused()
    {
        var numbers = Numbers("n", 4);

        Assert.Throws<ArgumentOutOfRangeException>(() => numbers.Slice(3, 2));
        Assert.Contains("None of the 4 samples of n", Assert.Throws<InvalidOperationException>(() => numbers.Where(_ => false)).Message);
        Assert.Contains("must be positive", Assert.Throws<ArgumentException>(() => FaceDatasetExtensions.Mix([(numbers, 0)], 1, 1)).Message);
    }

    private static MemoryDataset Numbers(string name, int count) =>
        new(name, [.. Enumerable.Range(0, count).Select(i => new FaceSample($"{name}{i}", new MemoryImage(new ImageBuffer(1, 1))) { Identity = i })]);
}
