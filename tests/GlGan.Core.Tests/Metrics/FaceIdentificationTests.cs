using FsCheck;
using FsCheck.Fluent;
using GlGan.Metrics;

namespace GlGan.Tests.Metrics;

public sealed class FaceIdentificationTests
{
    private const int Dimension = 19;

    [Fact]
    public void A_perfect_recogniser_identifies_everybody()
    {
        var (gallery, people) = Random(100, seed: 1);

        var result = new FaceIdentification(gallery, people).Identify(gallery, people);

        Assert.All(result.Ranks, rank => Assert.Equal(1, rank));
        Assert.Equal(1, result.Overall.Rank1);
        Assert.Equal(100, result.Overall.Probes);
        Assert.Equal(100, result.Overall.Rates.Count);
        Assert.Empty(result.Bins);
    }

    [Fact]
    public void Ranks_are_places_by_angle_whatever_the_lengths()
    {
        // Persons 7, 8 and 9 at 0, 40 and 90 degrees; probes at 30 degrees.
        var identification = new FaceIdentification([.. Toward(0, 5), .. Toward(40, 1), .. Toward(90, 0.1)], [7, 8, 9]);

        var result = identification.Identify([.. Toward(30, 3), .. Toward(30, 1), .. Toward(30, 2), .. Toward(30, 8)], [8, 7, 9, 7]);

        Assert.Equal([1, 2, 3, 2], result.Ranks);
        Assert.Equal([0.25, 0.75, 1], result.Overall.Rates);
        Assert.Equal(0.75, result.Overall.At(2));
        Assert.Equal(1, result.Overall.Rank5);
    }

    [Fact]
    public void A_gallery_with_shuffled_names_identifies_by_chance()
    {
        var (gallery, people) = Random(2000, seed: 2);
        var shuffled = people.ToArray();
        new Random(3).Shuffle(shuffled);

        var result = new FaceIdentification(gallery, shuffled).Identify(gallery, people);

        Assert.InRange(result.Overall.Rank1, 0, 5 / 2000.0);
        Assert.InRange(result.Overall.At(1000), 0.45, 0.55);
    }

    [Fact]
    public void Ties_count_against_the_probe()
    {
        float[] everybody = [.. Enumerable.Repeat(Toward(10, 1), 4).SelectMany(row => row)];

        var result = new FaceIdentification(everybody, [1, 2, 3, 4]).Identify(everybody, [1, 2, 3, 4]);

        Assert.All(result.Ranks, rank => Assert.Equal(4, rank));
        Assert.Equal([0, 0, 0, 1.0], result.Overall.Rates);
    }

    [Fact]
    public void A_person_with_several_pictures_counts_once_by_the_nearest()
    {
        var identification = new FaceIdentification([.. Toward(0, 1), .. Toward(5, 1), .. Toward(90, 1), .. Toward(60, 1)], [1, 1, 1, 2]);

        Assert.Equal(2, identification.Identities);
        Assert.Equal([2, 1], identification.Identify([.. Toward(8, 1), .. Toward(89, 1)], [2, 1]).Ranks);
    }

    [Fact]
    public void Bins_report_their_own_probes_in_the_order_they_appear()
    {
        var identification = new FaceIdentification([.. Toward(0, 1), .. Toward(90, 1)], [1, 2]);

        var result = identification.Identify(
            [.. Toward(20, 1), .. Toward(60, 1), .. Toward(10, 1), .. Toward(50, 1), .. Toward(80, 1)], [1, 1, 1, 2, 1], ["15", "90", "15", "90", "90"]);

        Assert.Equal(["15", "90"], result.Bins.Select(bin => bin.Key));
        Assert.Equal([1, 1.0 / 3], result.Bins.Select(bin => bin.Value.Rank1));
        Assert.Equal([2, 3], result.Bins.Select(bin => bin.Value.Probes));
        Assert.Equal(0.6, result.Overall.Rank1);
    }

    [Fact]
    public void Curves_rise_to_one_and_ranks_are_those_of_a_plain_count() => Prop.ForAll(
        Gen.Choose(1, 150).Two().ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (counts, seed) =>
        {
            var (gallery, people) = Random(counts.Item1, seed);
            var (probes, _) = Random(counts.Item2, seed ^ 1);
            int[] shown = [.. Enumerable.Range(0, counts.Item2).Select(i => people[i % people.Length])];

            var result = new FaceIdentification(gallery, people).Identify(probes, shown);

            return result.Overall.Rates.SequenceEqual(result.Overall.Rates.Order())
                && Math.Abs(result.Overall.Rates[^1] - 1) < 1e-12
                && result.Ranks.Select((rank, i) => rank >= AtLeast(i, 1e-6) && rank <= AtLeast(i, -1e-6)).All(right => right);

            // How many are nearer than the probe's own person, with a margin for single precision.
            int AtLeast(int probe, double margin)
            {
                var own = Similarity(probe, probe % people.Length) + margin;
                return people.Where((_, i) => i == probe % people.Length || Similarity(probe, i) >= own).Count();
            }

            double Similarity(int probe, int entry) =>
                IdentitySimilarity.Cosine(probes.AsSpan(probe * Dimension, Dimension), gallery.AsSpan(entry * Dimension, Dimension));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var identification = new FaceIdentification([1, 0, 0, 1], [1, 2]);

        Assert.Contains("got 5 numbers for 2", Assert.Throws<ArgumentException>(() => new FaceIdentification(new float[5], [1, 2])).Message);
        Assert.Contains("Embedding 1 has the length 0", Assert.Throws<ArgumentException>(() => new FaceIdentification([1, 0, 0, 0], [1, 2])).Message);
        Assert.Contains("Embedding 0 has the length NaN", Assert.Throws<ArgumentException>(() => identification.Identify([float.NaN, 0], [1])).Message);
        Assert.Contains("2 numbers", Assert.Throws<ArgumentException>(() => identification.Identify([1, 0, 0], [1])).Message);
        Assert.Contains("person 3", Assert.Throws<ArgumentException>(() => identification.Identify([1, 0], [3])).Message);
        Assert.Contains("2 bins for 1", Assert.Throws<ArgumentException>(() => identification.Identify([1, 0], [1], ["a", "b"])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => identification.Identify([1, 0], [1]).Overall.At(0));
    }

    private static float[] Toward(double degrees, double length) =>
        [(float)(length * Math.Cos(degrees * Math.PI / 180)), (float)(length * Math.Sin(degrees * Math.PI / 180))];

    private static (float[] Embeddings, int[] People) Random(int count, int seed)
    {
        var random = new Random(seed);
        return ([.. Enumerable.Range(0, count * Dimension).Select(_ => random.NextSingle() - 0.5f)], [.. Enumerable.Range(0, count).Select(i => 10 * i)]);
    }
}
