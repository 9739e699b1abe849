using GlGan.Cli.Display;
using GlGan.Cli.Evaluation;
using GlGan.Evaluation;
using GlGan.Imaging;
using GlGan.Tests.Pairs;

namespace GlGan.Tests.Cli;

public sealed class EvaluationPlotsTests
{
    public static TheoryData<double[]> Hard => new((double[][])
    [
        [0.1, Math.BitDecrement(0.3), 0.3], [1, Math.BitIncrement(1)], [Math.BitDecrement(1), 1, 1], [0, double.Epsilon], [double.Epsilon, 3 * double.Epsilon],
        [0, 0], [7.5], [1e9, Math.BitIncrement(1e9)], [-1e99, 1e99], [double.MinValue, double.MaxValue], [double.NaN, 1], [double.PositiveInfinity, double.NegativeInfinity], [double.NaN],
    ]);

    [Theory]
    [MemberData(nameof(Hard))]
    public void Any_scores_are_drawn(double[] scores)
    {
        var result = Result(scores);

        Assert.All([EvaluationPlots.Histogram(result, "psnr"), EvaluationPlots.Curve(result, "psnr", bin => bin.Means["psnr"])], AssertDrawn);
    }

    [Fact]
    public void A_score_at_either_end_of_any_range_is_counted()
    {
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            double[] values = [random.NextDouble() * 100, random.NextDouble(), random.NextDouble() * 1e-3];
            values = [.. values, Math.BitDecrement(values.Max()), Math.BitIncrement(values.Min())];

            Assert.Equal(values.Length, PlotRange.Of(values).Bars(values).Sum(bar => bar.Count));
        }
    }

    [Fact]
    public void Bars_have_the_scores_that_fall_into_them()
    {
        var range = PlotRange.Of([0, 40]);

        var bars = range.Bars([0, 0.5, 1, 39.5, 40]).ToArray();

        Assert.Equal((40, 1), (bars.Length, range.BarWidth));
        Assert.Equal([(0.5, 2), (1.5, 1), (39.5, 2)], bars.Where(bar => bar.Count > 0));
    }

    [Theory]
    [InlineData("\"NaN\"")]
    [InlineData("\"Infinity\"")]
    [InlineData("1e308")]
    [InlineData("0")]
    public void Any_loss_is_drawn(string loss)
    {
        using var folder = new TemporaryFolder();
        var log = folder.File("log.jsonl");
        File.WriteAllLines(log, [
            $$$"""{"phase":"joint","images":10,"losses":{"pixel":{{{loss}}}}}""", """{"images":10,"notice":"so"}""", """{"phase":"joint","images":20,"losses":{"pixel":0.5}}"""]);

        AssertDrawn(LossPlot.Draw(log));
    }

    private static EvaluationResult Result(double[] scores)
    {
        var none = new Dictionary<int, double>();
        BinResult[] bins = [.. scores.Select((score, i) => new BinResult($"{i}", 1, new Dictionary<string, double> { ["psnr"] = score }, none))];
        var all = new Dictionary<string, IReadOnlyList<double>> { ["psnr"] = scores };
        SubjectResult Subject(string name) => new(name, all, bins, bins[0], new Dictionary<string, double>());
        return new EvaluationResult(EvaluationSet.First(new NumberedTask(), scores.Length), [Subject(EvaluationSubject.Output), Subject(EvaluationSubject.Input)]);
    }

    private static void AssertDrawn(byte[] png) => Assert.True(SkiaImageCodec.Default.Decode(png).Width > 0);
}
