using System.Numerics;
using GlGan.Training;

namespace GlGan.Tests.Training;

public sealed class AdaptiveChangeTests
{
    private const int Samples = 20_000;
    private const float Size = 128;

    [Theory]
    [InlineData(AdaptiveOperations.Flip, 0.5)]
    [InlineData(AdaptiveOperations.QuarterTurns, 0.75)]
    [InlineData(AdaptiveOperations.WholeShift, 1)]
    [InlineData(AdaptiveOperations.Scale, 1)]
    [InlineData(AdaptiveOperations.Rotation, 1)]
    [InlineData(AdaptiveOperations.Stretch, 1)]
    [InlineData(AdaptiveOperations.Shift, 1)]
    [InlineData(AdaptiveOperations.Brightness, 1)]
    [InlineData(AdaptiveOperations.Contrast, 1)]
    [InlineData(AdaptiveOperations.LumaFlip, 0.5)]
    [InlineData(AdaptiveOperations.Hue, 1)]
    [InlineData(AdaptiveOperations.Saturation, 1)]
    public void An_operation_happens_with_its_probability_and_alone(AdaptiveOperations operation, double effective)
    {
        const double Probability = 0.36;
        var changes = Draw(operation, Probability);

        var share = changes.Count(change => !change.Geometry.IsIdentity || !change.Color.IsIdentity) / (double)Samples;

        Assert.Equal(Probability * effective, share, 0.015);
        Assert.All(changes, change => Assert.True(((operation & AdaptiveOperations.Geometry) == 0 ? change.Geometry.IsIdentity : change.Color.IsIdentity)));
    }

    [Fact]
    public void Flips_are_mirrors_and_turns_are_quarters()
    {
        Assert.Equal(
            [Matrix3x2.Identity, Matrix3x2.CreateScale(-1, 1)],
            Draw(AdaptiveOperations.Flip).Select(change => change.Geometry).Distinct().OrderByDescending(map => map.M11));

        var turns = Draw(AdaptiveOperations.QuarterTurns).CountBy(change => (change.Geometry.M11, change.Geometry.M12)).ToDictionary();
        Assert.Equal([(-1f, 0f), (0f, -1f), (0f, 1f), (1f, 0f)], turns.Keys.Order());
        Assert.All(turns.Values, count => Assert.Equal(0.25, (double)count / Samples, 0.01));
    }

    [Fact]
    public void Whole_shifts_are_uniform_whole_numbers_up_to_an_eighth_of_the_side()
    {
        var shifts = Draw(AdaptiveOperations.WholeShift).SelectMany(change => new[] { change.Geometry.M31, change.Geometry.M32 }).ToArray();

        Assert.All(shifts, shift => Assert.Equal(MathF.Round(shift), shift));
        Assert.Equal((-16, 16), (shifts.Min(), shifts.Max()));
        Assert.Equal(32 / Math.Sqrt(12), Deviation(shifts), 0.15);
    }

    [Fact]
    public void Shifts_have_a_standard_deviation_of_an_eighth_of_the_side() =>
        Assert.Equal(Size / 8, Deviation(Draw(AdaptiveOperations.Shift).SelectMany(change => new[] { change.Geometry.M31, change.Geometry.M32 })), 0.25);

    [Fact]
    public void Scales_and_stretches_are_log_normal()
    {
        var scales = Draw(AdaptiveOperations.Scale).Select(change => change.Geometry).ToArray();
        Assert.Equal(0.2, Deviation(scales.Select(map => MathF.Log2(map.M11))), 0.004);
        Assert.All(scales, map => Assert.Equal(map.M11, map.M22));

        var stretches = Draw(AdaptiveOperations.Stretch).Select(change => change.Geometry).ToArray();
        Assert.Equal(0.2, Deviation(stretches.Select(map => MathF.Log2(map.M11))), 0.004);
        Assert.All(stretches, map => Assert.Equal(1, map.M11 * map.M22, 1e-5));
    }

    [Fact]
    public void Rotations_keep_lengths_and_take_every_angle()
    {
        var maps = Draw(AdaptiveOperations.Rotation, 0.4).Select(change => change.Geometry).Where(map => !map.IsIdentity).ToArray();

        Assert.All(maps, map => Assert.Equal(1, map.GetDeterminant(), 1e-5));
        Assert.Equal(Math.PI / Math.Sqrt(3), Deviation(maps.Select(map => MathF.Atan2(map.M12, map.M11))), 0.03);
    }

    [Fact]
    public void Brightness_adds_to_all_channels()
    {
        var maps = Draw(AdaptiveOperations.Brightness).Select(change => change.Color).ToArray();

        Assert.Equal(0.2, Deviation(maps.Select(map => map.M41)), 0.004);
        Assert.All(maps, map => Assert.Equal(new Vector3(0.1f, 0.2f, 0.3f) + new Vector3(map.M41), Vector3.Transform(new(0.1f, 0.2f, 0.3f), map)));
    }

    [Fact]
    public void Contrast_scales_all_channels()
    {
        var maps = Draw(AdaptiveOperations.Contrast).Select(change => change.Color).ToArray();

        Assert.Equal(0.5, Deviation(maps.Select(map => MathF.Log2(map.M11))), 0.01);
        Assert.All(maps, map => Assert.Equal(new Vector3(0.1f, 0.2f, 0.3f) * map.M11, Vector3.Transform(new(0.1f, 0.2f, 0.3f), map)));
    }

    [Fact]
    public void A_luma_flip_negates_the_mean_and_keeps_the_distances_to_it()
    {
        var map = Draw(AdaptiveOperations.LumaFlip).First(change => !change.Color.IsIdentity).Color;

        Near(new(-0.3f, -0.2f, -0.1f), Vector3.Transform(new(0.1f, 0.2f, 0.3f), map));
        Near(new(-0.5f), Vector3.Transform(new(0.5f), map));
    }

    [Fact]
    public void Hue_and_saturation_keep_the_mean_and_grey()
    {
        var color = new Vector3(0.1f, 0.2f, 0.6f);
        foreach (var operation in new[] { AdaptiveOperations.Hue, AdaptiveOperations.Saturation })
        {
            foreach (var change in Draw(operation).Take(100))
            {
                Near(new(0.4f), Vector3.Transform(new(0.4f), change.Color));
                Assert.Equal(0.9f, Vector3.Dot(Vector3.Transform(color, change.Color), Vector3.One), 1e-5);
            }
        }

        // A third of the circle renames the channels.
        var hue = Draw(AdaptiveOperations.Hue).Select(change => Vector3.Transform(color, change.Color)).ToArray();
        Assert.All(hue, turned => Assert.Equal(color.Length(), turned.Length(), 1e-5));
        Assert.Contains(hue, turned => Vector3.Distance(turned, new(0.6f, 0.1f, 0.2f)) < 0.001);
        Assert.Contains(hue, turned => Vector3.Distance(turned, new(0.2f, 0.6f, 0.1f)) < 0.001);

        var factors = Draw(AdaptiveOperations.Saturation)
            .Select(change => Vector3.Transform(color, change.Color) - new Vector3(0.3f))
            .Select(distance => distance / (color - new Vector3(0.3f)))
            .ToArray();
        Assert.All(factors, factor => Assert.True(Vector3.Distance(factor, new(factor.X)) < 1e-3 * factor.X));
        Assert.Equal(1, Deviation(factors.Select(factor => MathF.Log2(factor.X))), 0.02);
    }

    [Fact]
    public void A_higher_probability_adds_changes_and_keeps_the_others()
    {
        var low = Draw(AdaptiveOperations.Brightness, 0.2);
        var high = Draw(AdaptiveOperations.Brightness, 0.6);

        Assert.All(low.Zip(high), pair => Assert.True(pair.First.Color.IsIdentity || pair.First == pair.Second));
    }

    private static AdaptiveChange[] Draw(AdaptiveOperations operations, double probability = 1) =>
        [.. Enumerable.Range(0, Samples).Select(sample => AdaptiveChange.Draw(new(3, 4, Probability: probability), sample, operations, Size))];

    private static double Deviation(IEnumerable<float> values)
    {
        var all = values.ToArray();
        return Math.Sqrt(all.Average(value => (double)value * value) - Math.Pow(all.Average(), 2));
    }

    private static void Near(Vector3 expected, Vector3 actual) => Assert.True(Vector3.Distance(expected, actual) < 1e-5, $"{actual} is not {expected}.");
}
