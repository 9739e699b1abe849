using GlGan.Datasets;
using GlGan.Evaluation;
using GlGan.Faces;
using GlGan.Generators;
using GlGan.Metrics;
using GlGan.Pairs;
using GlGan.Rendering;
using GlGan.Synthesis;
using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Tests.Evaluation;

[Collection("Tensors")]
public sealed class VerdictTests
{
    private const double Level = 2 / 255.0;

    private static readonly SyntheticFaces Population = new(5);

    [Fact]
    public void An_output_that_is_worse_everywhere_is_said_to_be_so()
    {
        var result = Evaluate(images => images + 10 * Level, brightenedBy: 10);

        Assert.Equal([("whole_picture", "psnr"), ("whole_picture", "ssim"), ("nose", "psnr"), ("mouth", "psnr")], result.Verdicts.Select(verdict => (verdict.Area, verdict.Metric)));
        Assert.All(result.Verdicts, verdict => Assert.Equal((0, 1, true), (verdict.Better, verdict.Worse, verdict.IsWorse)));
        Assert.Equal(20 * Math.Log10(25.5), result.Verdicts[0].Input, 9);
        Assert.Equal(result.Output.All.Means["ssim"], result.Verdicts[1].Output, 12);
        Assert.StartsWith("The output is worse than the input: whole picture 22.", result.Warning);
        Assert.Contains(" dB instead of 28.13 dB, worse in 6 of 6 pairs; ssim 0.", result.Warning);
        Assert.Contains("; nose ", result.Warning);
        Assert.Contains("The model should not be used", result.Warning);
    }

    [Fact]
    public void An_output_that_is_better_everywhere_is_not_warned_of()
    {
        var result = Evaluate(images => images - 8 * Level, brightenedBy: 10);

        Assert.All(result.Verdicts, verdict => Assert.Equal((1, 0, false), (verdict.Better, verdict.Worse, verdict.IsWorse)));
        Assert.Null(result.Warning);
    }

    [Fact]
    public void An_output_that_is_the_input_is_neither_better_nor_worse()
    {
        var result = Evaluate(images => images.alias(), brightenedBy: 10);

        Assert.All(result.Verdicts, verdict => Assert.Equal((0, 0, false), (verdict.Better, verdict.Worse, verdict.IsWorse)));
        Assert.Null(result.Warning);
    }

    [Fact]
    public void A_single_region_that_is_spoilt_is_named_though_the_whole_picture_gains()
    {
        var (width, height) = FaceRegion.Nose.PixelSize(BrightenedTask.Size);
        var result = Evaluate(
            images =>
            {
                var made = images - 8 * Level;
                made.narrow(2, BrightenedTask.Nose.Y - height / 2, height).narrow(3, BrightenedTask.Nose.X - width / 2, width).add_(30 * Level);
                return made;
            },
            brightenedBy: 10);

        Assert.Equal([false, true, false], result.Verdicts.Where(verdict => verdict.Metric == "psnr").Select(verdict => verdict.IsWorse));
        Assert.Equal(20 * Math.Log10(255 / 32.0), result.Verdicts.Single(verdict => verdict.Area == "nose").Output, 0.5);
        Assert.Equal(20 * Math.Log10(255 / 2.0), result.Verdicts.Single(verdict => verdict.Area == "mouth").Output, 9);
        Assert.Contains("nose ", result.Warning);
        Assert.DoesNotContain("mouth", result.Warning);
        Assert.Contains("Over the whole picture it has 2", result.Warning);
    }

    [Fact]
    public void What_the_shown_digits_do_not_tell_apart_is_not_warned_of()
    {
        var result = Evaluate(images => { var made = images.clone(); made.narrow(0, 0, 1).narrow(2, 0, 1).narrow(3, 0, 1).add_(Level); return made; }, brightenedBy: 10);

        Assert.True(result.Verdicts[0].IsWorse);
        Assert.Null(result.Warning);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void That_other_views_of_a_person_tell_who_it_is_is_no_fault_of_an_output(bool otherViews)
    {
        var identity = new ImageMetric("identity", true, (images, targets) => [.. images.Images.Select(image => image.Pixels.Average(value => (double)value))]);
        using var generator = new KnownFaceGenerator(images => images - 8 * Level);
        EvaluationLabel[] labels = [.. Enumerable.Range(0, 3).Select(person => new EvaluationLabel(otherViews ? person : null, "all"))];

        var result = new ModelEvaluator(new() { Metrics = [ImageMetric.Psnr, identity] })
            .Evaluate(generator, new EvaluationSet(new BrightenedTask(Population, 10), labels), cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(result.Verdicts[1].IsWorse);
        Assert.Equal(otherViews, result.Warning is null);
    }

    [Theory]
    [InlineData(2, 0, false, 40)]
    [InlineData(4, 1, true, 36.09)]
    public void A_clean_input_is_spoilt_below_40_decibels(int levels, double worse, bool isWorse, double decibels)
    {
        var result = Evaluate(images => images - levels * Level, brightenedBy: 0);

        Assert.All(result.Verdicts, verdict => Assert.Equal((0, worse, isWorse), (verdict.Better, verdict.Worse, verdict.IsWorse)));
        Assert.Equal(40, result.Verdicts[0].Input);
        Assert.Equal(decibels, result.Verdicts[0].Output, 0.2);
    }

    [Fact]
    public void A_refined_swap_is_compared_with_the_geometric_one()
    {
        using var dataset = new SyntheticDataset(Population, new() { Count = 4, ImageSize = 32 });
        using var generator = new GlGanGenerator(GlGanPreset.Tiny.Generator.For(ModelPurpose.Swap), 3);
        generator.eval();
        using var pairs = FacePairs.OfDataset(dataset, generator.Options.Framing, ModelPurpose.Swap, seed: 1);

        var input = new ModelEvaluator().Evaluate(generator, EvaluationSet.First(pairs.Plain!, 3), cancellationToken: TestContext.Current.CancellationToken)
            .Subjects.Single(subject => subject.Name == EvaluationSubject.Input);

        using var loader = new BatchLoader(pairs.Plain!, new() { BatchSize = 3 });
        var batch = loader.Take(TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(0, 3).Select(slot => Psnr.Compute(batch[slot].GetPriorImage(), batch[slot].GetTarget())), input.Scores["psnr"]);
        Assert.NotEqual(Psnr.Compute(batch[0].GetInput(), batch[0].GetTarget()), input.Scores["psnr"][0]);
    }

    private static EvaluationResult Evaluate(Func<Tensor, Tensor> make, byte brightenedBy)
    {
        using var generator = new KnownFaceGenerator(make);
        return new ModelEvaluator(new() { BatchSize = 4 }).Evaluate(
            generator, EvaluationSet.First(new BrightenedTask(Population, brightenedBy), 6), cancellationToken: TestContext.Current.CancellationToken);
    }
}
