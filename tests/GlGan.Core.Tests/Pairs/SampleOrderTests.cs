using GlGan.Pairs;

namespace GlGan.Tests.Pairs;

public sealed class SampleOrderTests
{
    [Theory]
    [InlineData(10, 3)]
    [InlineData(12, 4)]
    [InlineData(1000, 64)]
    [InlineData(5, 100)]
    [InlineData(1, 2)]
    public void Every_pass_visits_every_sample_once(int count, int window)
    {
        for (ulong seed = 0; seed < 5; seed++)
        {
            var order = new SampleOrder { Seed = seed, Window = window };
            for (long pass = 0; pass < 3; pass++)
                Assert.Equal(Enumerable.Range(0, count), Enumerable.Range(0, count).Select(place => order.At(pass * count + place, count)).Order());
        }
    }

    [Fact]
    public void Samples_come_from_one_window_after_the_other_in_an_order_new_to_each_pass()
    {
        var order = new SampleOrder { Seed = 3, Window = 10 };
        int[] Pass(int pass) => [.. Enumerable.Range(0, 100).Select(place => order.At(100 * pass + place, 100))];

        Assert.All(Pass(0).Chunk(10), chunk => Assert.Single(chunk.Select(sample => sample / 10).Distinct()));
        Assert.NotEqual(Enumerable.Range(0, 100), Pass(0));
        Assert.NotEqual(Pass(0), Pass(1));
        Assert.NotEqual(Pass(0).Chunk(10).Select(chunk => chunk[0] / 10), Pass(1).Chunk(10).Select(chunk => chunk[0] / 10));
    }

    [Fact]
    public void Windows_have_orders_of_their_own_whatever_the_seed()
    {
        var orders = Enumerable.Range(1, 5).SelectMany(seed => Enumerable.Range(0, 1000)
            .Select(place => new SampleOrder { Seed = (ulong)seed, Window = 100 }.At(place, 1000) % 100)
            .Chunk(100)
            .Select(window => string.Join(' ', window)));

        Assert.Equal(50, orders.Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_window_of_less_than_two_samples_is_refused(int window) =>
        Assert.Contains("Window", Assert.Throws<ArgumentException>(() => new SampleOrder { Window = window }.At(0, 10)).Message);

    [Fact]
    public void Without_a_window_samples_come_from_the_whole()
    {
        var first = Enumerable.Range(0, 10).Select(place => new SampleOrder { Seed = 1 }.At(place, 1000)).ToArray();

        Assert.InRange(first.Max() - first.Min(), 300, 999);
    }
}
