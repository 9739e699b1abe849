using GlGan.Foundation;

namespace GlGan.Tests.Foundation;

public sealed class IndexShuffleTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(64)]
    [InlineData(1000)]
    public void Every_pass_visits_every_element_once(int count)
    {
        for (long pass = 0; pass < 3; pass++)
        {
            var visited = Enumerable.Range(0, count).Select(place => IndexShuffle.At(7, pass * count + place, count));
            Assert.Equal(Enumerable.Range(0, count), visited.Order());
        }
    }

    [Fact]
    public void No_pass_of_one_seed_is_a_pass_of_another()
    {
        var orders =
            from seed in Enumerable.Range(1, 5)
            from pass in Enumerable.Range(0, 5)
            select string.Join(' ', Enumerable.Range(0, 100).Select(place => IndexShuffle.At((ulong)seed, 100 * pass + place, 100)));

        Assert.Equal(25, orders.Distinct().Count());
    }

    [Fact]
    public void Passes_and_seeds_have_different_orders_without_a_pattern()
    {
        int[] Order(ulong seed, long pass) => [.. Enumerable.Range(0, 1000).Select(place => IndexShuffle.At(seed, pass * 1000 + place, 1000))];
        var first = Order(1, 0);

        Assert.InRange(first.Zip(Order(1, 1)).Count(pair => pair.First == pair.Second), 0, 10);
        Assert.InRange(first.Zip(Order(2, 0)).Count(pair => pair.First == pair.Second), 0, 10);
        var places = Enumerable.Range(0, 1000).Select(place => place - 499.5).ToArray();
        Assert.InRange(first.Zip(places, (value, place) => (value - 499.5) * place).Sum() / places.Sum(place => place * place), -0.1, 0.1);
        Assert.InRange(first.Zip(first.Skip(1)).Count(pair => Math.Abs(pair.First - pair.Second) == 1), 0, 10);
    }
}
