using FsCheck;
using FsCheck.Fluent;
using GlGan.Metrics;

namespace GlGan.Tests.Metrics;

public sealed class IdentitySimilarityTests
{
    [Fact]
    public void It_is_the_cosine_of_the_angle_between_embeddings()
    {
        Assert.Equal(0.96, IdentitySimilarity.Cosine([3, 4], [8, 6]), 1e-12);
        Assert.Equal(0, IdentitySimilarity.Cosine([1, 0], [0, 7]));
        Assert.Equal(-1, IdentitySimilarity.Cosine([1, 2], [-2, -4]), 1e-12);
        Assert.Equal([0.96, 1], IdentitySimilarity.Pairs([3, 4, 1, 1], [8, 6, 2, 2], 2), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void It_is_symmetric_and_within_minus_one_and_one() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(-1000, 1000).Select(value => value / 7f).ArrayOf(8).Where(row => row.Any(value => value != 0)).Two().ToArbitrary(), pair =>
        {
            var cosine = IdentitySimilarity.Cosine(pair.Item1, pair.Item2);
            return cosine is >= -1 and <= 1 && cosine == IdentitySimilarity.Cosine(pair.Item2, pair.Item1);
        }));

    [Fact]
    public void Embeddings_without_direction_or_partner_are_refused()
    {
        Assert.Contains("length 0", Assert.Throws<ArgumentException>(() => IdentitySimilarity.Cosine([1, 0], [0, 0])).Message);
        Assert.Contains("Embedding 1", Assert.Throws<ArgumentException>(() => IdentitySimilarity.Pairs([1, 0], [1, 0], 1)).Message);
        Assert.Contains("NaN", Assert.Throws<ArgumentException>(() => IdentitySimilarity.Cosine([float.NaN], [1])).Message);
        Assert.Contains("got 1 and 2", Assert.Throws<ArgumentException>(() => IdentitySimilarity.Cosine([1], [1, 2])).Message);
        Assert.Contains("of 2 numbers; got 3 and 3", Assert.Throws<ArgumentException>(() => IdentitySimilarity.Pairs([1, 2, 3], [1, 2, 3], 2)).Message);
    }
}
