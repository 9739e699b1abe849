using GlGan.Datasets;
using GlGan.Evaluation;
using GlGan.Faces;
using GlGan.Features;
using GlGan.Imaging;
using GlGan.Metrics;
using GlGan.Pairs;
using GlGan.Rendering;
using GlGan.Synthesis;
using GlGan.Tests.Pairs;
using static TorchSharp.torch;

namespace GlGan.Tests.Evaluation;

[Collection("Tensors")]
public sealed class ModelEvaluatorTests
{
    private static readonly SyntheticFaces Population = new(5);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Scores_are_those_of_each_image_against_its_target()
    {
        using var generator = new KnownFaceGenerator(images => images.alias());
        var result = new ModelEvaluator(new() { BatchSize = 4 }).Evaluate(generator, EvaluationSet.First(new NumberedTask(), 6), cancellationToken: Stop);

        var expected = Enumerable.Range(0, 6).Select(pair => Psnr.Compute(NumberedTask.Numbered(16, 16, pair), NumberedTask.Numbered(16, 16, pair + 1)));
        Assert.Equal(expected, result.Output.Scores["psnr"]);
        Assert.Equal(expected.Average(), result.Output.All.Means["psnr"], 12);
        Assert.Equal(["output", "input", "mean_face"], result.Subjects.Select(subject => subject.Name));
        Assert.Equal(result.Output.Scores["ssim"], result.Subjects[1].Scores["ssim"]);
    }

    [Fact]
    public void The_mean_face_is_the_mean_of_the_targets()
    {
        using var generator = new KnownFaceGenerator(images => images.alias());
        double[] sums = new double[3 * 16 * 16];
        for (var pair = 0; pair < 3; pair++)
            for (var i = 0; i < sums.Length; i++)
                sums[i] += NumberedTask.Numbered(16, 16, pair + 1).Pixels[i];
        var mean = new ImageBuffer(16, 16, [.. sums.Select(sum => (byte)Math.Round(sum / 3))]);

        var result = new ModelEvaluator().Evaluate(generator, EvaluationSet.First(new NumberedTask(), 3), cancellationToken: Stop);

        Assert.Equal(Psnr.Compute(mean, NumberedTask.Numbered(16, 16, 1)), result.Subjects[^1].Scores["psnr"][0]);
    }

    [Fact]
    public void Each_person_is_shown_at_each_yaw_and_counted_in_its_bin()
    {
        var set = EvaluationSet.Frontal(Population, new() { ImageSize = 32, IdentityCount = 5 }, [0, 45, 90]);
        using var generator = new KnownFaceGenerator(images => images.alias());

        var result = new ModelEvaluator(new() { Metrics = [ImageMetric.Psnr] }).Evaluate(generator, set, cancellationToken: Stop);

        Assert.Equal(["0", "45", "90"], result.Output.Bins.Select(bin => bin.Bin));
        Assert.All(result.Output.Bins, bin => Assert.Equal(5, bin.Count));
        Assert.Equal(result.Output.Scores["psnr"].Skip(5).Take(5).Average(), result.Output.Bins[1].Means["psnr"], 12);
        var views = Enumerable.Range(0, 15).Select(pair => ((FrontalViewTask)set.Pairs).Sample(pair)).ToArray();
        Assert.Equal([0f, 0f, 0f, 0f, 0f, 45f, -45f, 45f, -45f, 45f, 90f, -90f, 90f, -90f, 90f], views.Select(view => view.View.Yaw));
        Assert.Equal(views.Select(view => (int?)view.Identity), set.Labels.Select(label => label.Identity));
    }

    [Fact]
    public void A_perfect_generator_is_without_fault_in_every_metric_and_a_constant_one_identifies_nobody()
    {
        using var faces = SyntheticFaceNetwork.LoadEmbedded();
        var options = new EvaluationOptions
        {
            Metrics = [ImageMetric.Psnr, ImageMetric.Ssim, ImageMetric.Perceptual(faces), ImageMetric.Identity(faces), ImageMetric.Landmarks(faces)],
            Recognizers = [new("faces", faces)],
            FeatureSpaces = [new("frechet_synthetic_faces", faces)],
        };
        var frontal = new RepeatedFrontalTask(Population);
        var labels = Enumerable.Range(0, 12).Select(i => new EvaluationLabel(i, "all")).ToArray();
        using var perfect = new KnownFaceGenerator(images => images.alias());
        using var constant = new KnownFaceGenerator(images => zeros_like(images));

        var best = new ModelEvaluator(options).Evaluate(perfect, new EvaluationSet(frontal, labels), cancellationToken: Stop).Output;
        var worst = new ModelEvaluator(options).Evaluate(constant, new EvaluationSet(frontal, labels), cancellationToken: Stop).Output;

        Assert.Equal(double.PositiveInfinity, best.All.Means["psnr"]);
        Assert.Equal((1, 0, 1, 0), (best.All.Means["ssim"], best.All.Means["perceptual"], Math.Round(best.All.Means["identity"], 6), best.All.Means["landmark_error"]));
        Assert.Equal((1, 1), (best.All.Identification[1], best.All.Identification[5]));
        Assert.Equal(0, best.Distributions["frechet_synthetic_faces"], 6);
        Assert.Equal((1, 1), (best.Distributions["frechet_synthetic_faces_precision"], best.Distributions["frechet_synthetic_faces_recall"]));
        Assert.InRange(worst.All.Identification[1], 0, 0.2);
        Assert.True(worst.Distributions["frechet_synthetic_faces"] > 0.1);
        Assert.True(worst.All.Means["perceptual"] > 1);
    }

    [Fact]
    public void A_target_of_several_pairs_counts_once_among_the_targets_as_a_whole()
    {
        using var faces = SyntheticFaceNetwork.LoadEmbedded();
        using var close = new KnownFaceGenerator(images => images * 0.98f);
        var evaluator = new ModelEvaluator(new() { FeatureSpaces = [new("faces", faces)] });

        var distances = evaluator.Evaluate(close, EvaluationSet.First(new RepeatedFrontalTask(Population, people: 8), 40), cancellationToken: Stop).Output.Distributions;

        // Five times each, every target would be its own third neighbour, and the manifold of the targets eight points.
        Assert.Equal(1, distances["faces_precision"]);
    }

    [Fact]
    public void A_set_without_pairs_is_refused()
    {
        using var generator = new KnownFaceGenerator(images => images.alias());

        Assert.Throws<ArgumentException>("set", () => new ModelEvaluator().Evaluate(generator, new EvaluationSet(new NumberedTask(), []), cancellationToken: Stop));
    }

    [Fact]
    public void Persons_that_are_not_known_are_not_identified()
    {
        using var faces = SyntheticFaceNetwork.LoadEmbedded();
        using var generator = new KnownFaceGenerator(images => images.alias());

        var result = new ModelEvaluator(new() { Recognizers = [new("faces", faces)] }).Evaluate(generator, EvaluationSet.First(new NumberedTask(), 2), cancellationToken: Stop);

        Assert.Empty(result.Output.All.Identification);
    }

    [Fact]
    public void Every_recogniser_looks_for_each_person_among_all_of_them()
    {
        using var faces = SyntheticFaceNetwork.LoadEmbedded();
        var set = EvaluationSet.Frontal(Population, new() { ImageSize = 32, IdentityCount = 9 }, [0, 90]);
        using var generator = new KnownFaceGenerator(images => images.alias());
        Recognizer[] recognizers = [new("network", faces), new("pixels", new PixelFeatureNetwork())];

        var all = Measure(recognizers, batchSize: 4);
        var (network, pixels) = (Measure(recognizers[..1], batchSize: 18), Measure(recognizers[1..], batchSize: 18));

        Assert.Equal(["network", "pixels"], all.All.IdentificationBy.Keys);
        Assert.Equal(all.All.IdentificationBy["network"], all.All.Identification);
        Assert.Equal(network.All.Identification, all.All.IdentificationBy["network"]);
        Assert.Equal(pixels.Bins[1].Identification, all.Bins[1].IdentificationBy["pixels"]);
        Assert.Equal(ByHand(90), all.Bins[1].IdentificationBy["pixels"][1], 9);
        Assert.True(all.Bins[0].Identification[1] > all.Bins[1].IdentificationBy["pixels"][1]);

        SubjectResult Measure(Recognizer[] by, int batchSize) => new ModelEvaluator(new() { Recognizers = by, BatchSize = batchSize })
            .Evaluate(generator, set, cancellationToken: Stop).Subjects.Single(subject => subject.Name == EvaluationSubject.Input);

        double ByHand(int yaw)
        {
            float[][] gallery = Rows(person => FaceView.Frontal), probes = Rows(person => Population.Probe(person, yaw));
            return Enumerable.Range(0, 9).Count(person => Enumerable.Range(0, 9).MaxBy(other => IdentitySimilarity.Cosine(probes[person], gallery[other])) == person) / 9.0;
        }

        float[][] Rows(Func<int, FaceView> view)
        {
            using var batch = new ImageBatch([.. Enumerable.Range(0, 9).Select(person => Population.Render(person, view(person), 32, FaceTemplate.TpGan128).Image)]);
            return batch.LastFeatures(recognizers[1].Network);
        }
    }

    [Fact]
    public void All_images_together_have_a_lattice_and_a_tint_and_those_of_the_mean_face_and_the_input_are_measured_too()
    {
        using var generator = new KnownFaceGenerator(images =>
        {
            var made = images * 0.9;
            made.narrow(1, 0, 1).add_(8 / 127.5);
            made.slice(3, 0, 64, 4).add_(8 / 127.5);
            return made;
        });

        var subjects = new ModelEvaluator(new() { SetMetrics = [SetMetric.Peaks, SetMetric.Colors], BatchSize = 5 })
            .Evaluate(generator, EvaluationSet.First(new RepeatedFrontalTask(Population), 12), cancellationToken: Stop).Subjects;

        Assert.All(subjects, subject => Assert.Equal(
            ["spectral_peaks_2", "spectral_peaks_3", "spectral_peaks_4", "spectral_peaks_8", "colors_red_shift", "colors_red_spread", "colors_green_shift", "colors_green_spread",
                "colors_blue_shift", "colors_blue_spread"], subject.Distributions.Keys));
        var (output, input) = (subjects[0].Distributions, subjects[1].Distributions);
        Assert.True(output["spectral_peaks_4"] > 6, $"{output["spectral_peaks_4"]} dB");
        Assert.Equal(8, output["colors_red_shift"] - output["colors_green_shift"], 4.0);
        Assert.InRange(output["colors_green_spread"], 0.85, 0.95);
        Assert.All(input, number => Assert.Equal(number.Key.EndsWith("spread", StringComparison.Ordinal) ? 1 : 0, number.Value, 9));
    }

    [Fact]
    public void Clean_inputs_come_back_as_they_are_or_not()
    {
        var damaged = new BrightenedTask(Population, 10);
        using var keeps = new KnownFaceGenerator(images => images.alias());
        using var darkens = new KnownFaceGenerator(images => images - 20 / 255.0);
        using var spares = new KnownFaceGenerator(images => cat([images.narrow(0, 0, 1), images.narrow(0, 1, images.shape[0] - 1) - 20 / 255.0]));

        CleanScores unchanged = Clean(keeps), dark = Clean(darkens), mixed = Clean(spares);

        Assert.Equal(new CleanScores(3, 3, double.PositiveInfinity, double.PositiveInfinity), unchanged);
        Assert.Equal((3, 0), (dark.Count, dark.Unchanged));
        Assert.Equal(20 * Math.Log10(25.5), dark.Mean, 0.2);
        Assert.InRange(dark.Minimum, 20, dark.Mean);
        Assert.Equal((3, 1), (mixed.Count, mixed.Unchanged));
        Assert.Equal(dark.Mean, mixed.Mean, 0.2);
        Assert.Null(new ModelEvaluator().Evaluate(keeps, EvaluationSet.First(damaged, 3), cancellationToken: Stop).Clean);

        CleanScores Clean(KnownFaceGenerator generator)
        {
            var result = new ModelEvaluator().Evaluate(generator, EvaluationSet.First(damaged, 3) with { Clean = new CleanOf(damaged) }, cancellationToken: Stop);
            Assert.Equal(["output", "input", "clean", "mean_face"], result.Subjects.Select(subject => subject.Name));
            return result.Clean!;
        }
    }

    [Fact]
    public void Only_region_models_are_given_clean_inputs_and_no_training_measures_them_as_it_goes()
    {
        using var dataset = new SyntheticDataset(Population, new() { Count = 4, ImageSize = 32 });
        FaceFraming framing = new(32, FaceTemplate.TpGan128, FaceRegion.Standard), withPrior = framing with { Prior = true };
        using var regions = FacePairs.OfDataset(dataset, framing, ModelPurpose.Region, seed: 1);
        using var swaps = FacePairs.OfDataset(dataset, withPrior, ModelPurpose.Swap, seed: 1);

        Assert.NotNull(EvaluationSet.Of(regions, 4).Clean);
        Assert.Null(EvaluationSet.Quick(regions).Clean);
        Assert.Null(EvaluationSet.Of(swaps, 4).Clean);
    }

    [Fact]
    public void No_tensor_outlives_an_evaluation()
    {
        using var faces = SyntheticFaceNetwork.LoadEmbedded();
        using var generator = new KnownFaceGenerator(images => images.alias());
        var evaluator = new ModelEvaluator(new() { Metrics = [ImageMetric.Identity(faces), ImageMetric.Perceptual(faces)], FeatureSpaces = [new("faces", faces)], Recognizers = [new("faces", faces)] });
        var before = LiveTensors.Settled();

        evaluator.Evaluate(generator, EvaluationSet.First(new RepeatedFrontalTask(Population), 6), cancellationToken: Stop);

        Assert.Equal(before, LiveTensors.Now());
    }

    [Fact]
    public void Wrong_options_are_all_named_at_once()
    {
        var message = Assert.Throws<ArgumentException>(() => new ModelEvaluator(new() { BatchSize = 0, Ranks = [0, 5, 5], Metrics = [ImageMetric.Psnr, ImageMetric.Psnr] })).Message;

        Assert.Contains("BatchSize must be at least 1; got 0", message);
        Assert.Contains("Ranks must be at least 1; got 0", message);
        Assert.Contains("Ranks names 5 more than once", message);
        Assert.Contains("Metrics names 'psnr' more than once", message);
        Recognizer pixels = new("pixels", new PixelFeatureNetwork());
        Assert.Contains("Recognizers names 'pixels' more than once", Assert.Throws<ArgumentException>(() => new ModelEvaluator(new() { Recognizers = [pixels, pixels] })).Message);
    }

    /// <summary>The targets of another task as inputs.</summary>
    private sealed class CleanOf(ITrainingTask task) : ITrainingTask
    {
        public int ImageSize => task.ImageSize;

        public IReadOnlyList<FaceRegion> Regions => task.Regions;

        public void Create(long index, PackedExample destination)
        {
            task.Create(index, destination);
            destination.SetInput(destination.GetTarget());
        }
    }
}
