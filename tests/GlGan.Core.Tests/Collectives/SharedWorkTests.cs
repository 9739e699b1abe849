using GlGan.Datasets;
using GlGan.Evaluation;
using GlGan.Faces;
using GlGan.Features;
using GlGan.Tests.Datasets;
using GlGan.Tests.Evaluation;
using GlGan.Tests.Pairs;

namespace GlGan.Tests.Collectives;

/// <summary>Work on data that ranks share out, and come to what one process comes to.</summary>
[Collection("Tensors")]
[OnTheCpu("there alone several processes come to the bits of one.")]
public sealed class SharedWorkTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Every_rank_has_the_evaluation_of_one_process_to_the_last_bit(int size)
    {
        var alone = Measure(null);

        foreach (var result in ThreadRanks.Run(size, Measure)) Assert.Equal(Numbers(alone), Numbers(result));

        static EvaluationResult Measure(GlGan.Collectives.ICollective? ranks)
        {
            using var faces = SyntheticFaceNetwork.LoadEmbedded();
            using var generator = new KnownFaceGenerator(images => images * 0.9f);
            var options = new EvaluationOptions
            {
                BatchSize = 3,
                Metrics = [ImageMetric.Psnr, ImageMetric.Identity(faces)],
                SetMetrics = [SetMetric.Colors],
                Recognizers = [new("faces", faces)],
                FeatureSpaces = [new("faces", faces)],
            };
            var set = new EvaluationSet(new RepeatedFrontalTask(new(5)), [.. Enumerable.Range(0, 11).Select(i => new EvaluationLabel(i % 8, i % 2 == 0 ? "even" : "odd"))]);
            return new ModelEvaluator(options, ranks).Evaluate(generator, set, cancellationToken: Stop);
        }

        static string[] Numbers(EvaluationResult result) =>
        [
            .. result.Subjects.SelectMany(subject => (IEnumerable<string>)
            [
                .. subject.Scores.SelectMany(scores => scores.Value.Select(value => $"{subject.Name} {scores.Key} {value:R}")),
                .. subject.Distributions.Select(distance => $"{subject.Name} {distance.Key} {distance.Value:R}"),
                .. subject.Bins.SelectMany(bin => bin.Identification.Select(rank => $"{subject.Name} {bin.Bin} {rank.Key} {rank.Value:R}")),
            ]),
            .. result.Verdicts.Select(verdict => $"{verdict}"),
        ];
    }

    [Fact]
    public void An_evaluation_that_one_rank_is_told_to_stop_ends_on_all()
    {
        using var generator = new KnownFaceGenerator(images => images.alias());
        using var stop = new CancellationTokenSource();

        var ends = ThreadRanks.Run(2, ranks =>
        {
            if (ranks.Rank == 1) stop.Cancel();
            return Record.Exception(() => new ModelEvaluator(null, ranks).Evaluate(generator, EvaluationSet.First(new NumberedTask(), 6), cancellationToken: ranks.Rank == 1 ? stop.Token : Stop));
        });

        Assert.All(ends, end => Assert.IsType<OperationCanceledException>(end));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Ranks_write_the_pack_that_one_process_writes(int size)
    {
        using var folder = new TemporaryFolder();
        var options = new FacePackOptions { ImageSize = 24, Template = FaceTemplate.ArcFace112, Workers = 2, MaxDamaged = 3 };
        var alone = PackSamples.Write(folder.File("alone.glpack"), PackSamples.Photos(70, 0, 29, 69), options);

        var reports = ThreadRanks.Run(size, ranks => FacePackWriter.Write(folder.File("ranks.glpack"), PackSamples.Photos(70, 0, 29, 69), options, ranks: ranks, cancellationToken: Stop));

        Assert.Equal(File.ReadAllBytes(folder.File("alone.glpack")), File.ReadAllBytes(folder.File("ranks.glpack")));
        Assert.All(reports, report => Assert.Equal((alone.Count, alone.Continued), (report.Count, report.Continued)));
        Assert.All(reports, report => Assert.Equal(alone.Damaged, report.Damaged));
    }

    [Fact]
    public void Ranks_go_on_with_a_pack_that_one_process_began()
    {
        using var folder = new TemporaryFolder();
        var options = new FacePackOptions { ImageSize = 24, Template = FaceTemplate.ArcFace112, Workers = 1 };
        PackSamples.Write(folder.File("alone.glpack"), PackSamples.Photos(40), options);
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => PackSamples.Write(folder.File("ranks.glpack"), PackSamples.Photos(40), options, new StopAt(7, stop), stop.Token));

        var reports = ThreadRanks.Run(2, ranks => FacePackWriter.Write(folder.File("ranks.glpack"), PackSamples.Photos(40), options, ranks: ranks, cancellationToken: Stop));

        Assert.Equal(File.ReadAllBytes(folder.File("alone.glpack")), File.ReadAllBytes(folder.File("ranks.glpack")));
        Assert.Equal(7, reports[0].Continued);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Ranks_list_the_faces_that_one_process_lists(int size)
    {
        string[] names = ["none.png", "one.png", "two.png", .. Enumerable.Range(0, 30).Select(i => $"{(i % 3 == 0 ? "none" : "one")}/{i:00}.png")];
        using DatasetTree alone = new(names), shared = new(names);
        foreach (var tree in (DatasetTree[])[alone, shared]) tree.Write("broken.png", 1, 2, 3);
        var expected = LandmarkSearch.Run(alone.FullPath, new StubDetector(), FaceChoice.All, cancellationToken: Stop);

        var found = ThreadRanks.Run(size, ranks => LandmarkSearch.Run(shared.FullPath, new StubDetector(), FaceChoice.All, ranks: ranks, cancellationToken: Stop));

        Assert.Equal(File.ReadAllText(alone.At("landmarks.csv")), File.ReadAllText(shared.At("landmarks.csv")));
        Assert.Equal((expected.Listed, expected.Kept), (found[0].Listed, found[0].Kept));
        Assert.Equal(expected.Notices, found[0].Notices);
        Assert.Equal(expected.Damaged.Select(image => image.Name), found[0].Damaged.Select(image => image.Name));
    }

    private sealed class StopAt(int done, CancellationTokenSource stop) : IProgress<DatasetProgress>
    {
        public void Report(DatasetProgress value)
        {
            if (value.Done == done) stop.Cancel();
        }
    }
}
