using GlGan.Datasets;
using GlGan.Faces;
using GlGan.Imaging;
using static GlGan.Tests.Datasets.DatasetTree;

namespace GlGan.Tests.Datasets;

/// <summary>Landmarks that do not come with a dataset: found by a detector, or in a file of the user's.</summary>
public sealed class DetectedFacesTests
{
    [Fact]
    public void Plain_images_are_looked_at_and_those_without_a_face_are_left_out_and_told()
    {
        using var tree = new DatasetTree("none.png", "one.png", "two.png");
        tree.Write("broken.png", 1, 2, 3);

        using var dataset = tree.Open(new DatasetOptions { Detector = new StubDetector() });

        Assert.Equal(["one.png", "two.png"], Names(dataset));
        Assert.Equal(StubDetector.Face(0).Landmarks, dataset[1].Landmarks);
        Assert.Equal(
            [
                "Faces were found in 2 of 4 images.",
                "Left out: 1 image without a face (none.png).",
                "Left out: 1 image that cannot be read (broken.png).",
                "The largest face is taken of: 1 image with several (two.png).",
            ],
            dataset.Notices);
    }

    [Fact]
    public void Where_no_image_has_a_face_all_stay_as_they_are()
    {
        using var tree = new DatasetTree("cat.png");

        using var dataset = tree.Open(new DatasetOptions { Detector = new StubDetector() });

        Assert.Null(Assert.Single(Samples(dataset)).Landmarks);
        Assert.Contains("No face was found in any image:", Assert.Single(dataset.Notices));
    }

    [Fact]
    public void Datasets_that_know_their_faces_are_not_looked_at()
    {
        using var tree = new DatasetTree("a.png", "b.png");
        LandmarksCsv.Write(tree.At("landmarks.csv"), [new("b.png", [StubDetector.Face(7)])]);
        var detector = new StubDetector();

        using var dataset = tree.Open(new DatasetOptions { Detector = detector });

        Assert.Equal(StubDetector.Face(7).Landmarks, Assert.Single(Samples(dataset)).Landmarks);
        Assert.Equal(0, detector.Looks);
    }

    [Fact]
    public void A_file_of_landmarks_takes_the_place_of_the_datasets_own()
    {
        using var tree = new DatasetTree("sub/a.png", "b.png", "c.png");
        using var elsewhere = new TemporaryFolder();
        var file = elsewhere.File("points.csv");
        LandmarksCsv.Write(file, [new("a.png", [StubDetector.Face(1)]), new("b.png", [StubDetector.Face(2), StubDetector.Face(3)])]);

        using var dataset = tree.Open(new DatasetOptions { Landmarks = file });

        Assert.Equal([StubDetector.Face(2).Landmarks, StubDetector.Face(1).Landmarks], Samples(dataset).Select(sample => sample.Landmarks!.Value));
        Assert.Equal(["Left out: 1 image without landmarks in points.csv (c.png).", "The first face is taken of: 1 image with several (b.png)."], dataset.Notices);
        LandmarksCsv.Write(file, [new("other.png", [StubDetector.Face(1)])]);
        Assert.Contains("none of the 3 images of the dataset is listed", Assert.Throws<DatasetException>(() => tree.Open(new DatasetOptions { Landmarks = file })).Message);
    }

    [Fact]
    public void A_search_lists_what_it_finds_and_the_next_one_goes_on()
    {
        using var tree = new DatasetTree("none.png", "one.png", "sub/two.png");
        tree.Write("broken.png", 1, 2, 3);
        var detector = new StubDetector();

        var first = LandmarkSearch.Run(tree.FullPath, detector, cancellationToken: TestContext.Current.CancellationToken);
        tree.Save("three.png", Plain(8, 8, 3));
        var second = LandmarkSearch.Run(tree.FullPath, detector, FaceChoice.All, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((2, 0, "broken.png"), (first.Listed, first.Kept, Assert.Single(first.Damaged).Name));
        Assert.Equal(["Left out: 1 photo without a face (none.png).", "The largest face is taken of: 1 photo with several (sub/two.png)."], first.Notices);
        Assert.Equal((3, 2), (second.Listed, second.Kept));
        Assert.Equal([1, 1, 3], LandmarksFile.Read(second.File).Values.Select(faces => faces.Count));
        Assert.Equal(3 + 2, detector.Looks);
    }

    [Fact]
    public void Several_faces_of_a_photo_are_listed_and_the_first_is_trained_on()
    {
        using var tree = new DatasetTree("none.png", "one.png", "two.png");
        LandmarkSearch.Run(tree.FullPath, new StubDetector(), FaceChoice.All, cancellationToken: TestContext.Current.CancellationToken);

        using var dataset = tree.Open();

        Assert.Equal(["one.png", "two.png"], Names(dataset));
        Assert.Contains("The first face is taken of: 1 image with several (two.png).", dataset.Notices);
    }

    [Theory]
    [InlineData("landmarks.csv", "id,file,left_eye_x,left_eye_y,right_eye_x,right_eye_y,nose_x,nose_y,left_mouth_x,left_mouth_y,right_mouth_x,right_mouth_y\n1,one.png,1,2,5,2,3,3,1,5,5,5\n")]
    [InlineData("landmarks.json", "{\"one.png\": [[1,2],[5,2],[3,3],[1,5],[5,5]]}")]
    public void What_a_user_wrote_otherwise_is_not_lost(string name, string text)
    {
        using var tree = new DatasetTree("none.png", "one.png", "two.png");
        File.WriteAllText(tree.At(name), text);

        var problem = Assert.Throws<IOException>(() => LandmarkSearch.Run(tree.FullPath, new StubDetector(), cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains($"'{tree.At(name)}' has landmarks in another form", problem.Message);
        Assert.Equal(text, File.ReadAllText(tree.At(name)));
    }

    [Fact]
    public void A_first_line_without_an_end_is_refused_by_its_file_and_line()
    {
        using var tree = new DatasetTree("one.png");
        File.WriteAllText(tree.At("landmarks.csv"), new string('x', 200_000));

        var problem = Assert.Throws<FormatException>(() => LandmarkSearch.Run(tree.FullPath, new StubDetector(), cancellationToken: TestContext.Current.CancellationToken));

        Assert.StartsWith($"'{tree.At("landmarks.csv")}', line 1: the line has more than", problem.Message);
    }

    [Fact]
    public void An_inspection_lists_what_was_left_out_because_it_cannot_be_read()
    {
        using var tree = new DatasetTree("none.png", "one.png");
        File.WriteAllBytes(tree.At("broken.png"), [1, 2, 3]);
        using var dataset = tree.Open(new DatasetOptions { Detector = new StubDetector() });

        var report = DatasetInspector.Inspect(dataset, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((1, 2), (report.Count, report.Decoded));
        Assert.Equal("broken.png", Assert.Single(report.Damaged).Name);
    }

    [Fact]
    public void Where_no_image_can_be_read_nobody_says_that_none_has_a_face()
    {
        using var tree = new DatasetTree("a.png", "b.png");
        foreach (var name in (string[])["a.png", "b.png"]) File.WriteAllBytes(tree.At(name), [1, 2, 3]);

        using var dataset = tree.Open(new DatasetOptions { Detector = new StubDetector() });

        Assert.Contains("None of the images can be read.", dataset.Notices);
    }

    [Theory]
    [InlineData("landmarks.csv")]
    [InlineData("landmarks.json")]
    public void A_pipe_where_a_list_would_lie_is_refused(string name)
    {
        using var tree = new DatasetTree("one.png");
        SpecialFiles.Pipe(tree.At(name));

        var problem = Assert.Throws<IOException>(() => LandmarkSearch.Run(tree.FullPath, new StubDetector(), cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains($"{name}' is a pipe, not a file", problem.Message);
    }

    [Fact]
    public void While_one_searches_a_folder_another_is_refused_and_told_by_whom()
    {
        using var tree = new DatasetTree("none.png", "one.png");
        Exception? refusal = null;
        var progress = new Progress(() => refusal ??= Record.Exception(() => LandmarkSearch.Run(tree.FullPath, new StubDetector(), cancellationToken: TestContext.Current.CancellationToken)));

        LandmarkSearch.Run(tree.FullPath, new StubDetector(), progress: progress, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Contains($"is being written by process {Environment.ProcessId} on", Assert.IsType<IOException>(refusal).Message);
    }

    [Fact]
    public void A_detector_that_fails_ends_the_work()
    {
        using var tree = new DatasetTree("a.png", "b.png");

        Assert.Throws<InvalidOperationException>(() => tree.Open(new DatasetOptions { Detector = new FailingDetector() }));
        Assert.Throws<InvalidOperationException>(() => LandmarkSearch.Run(tree.FullPath, new FailingDetector(), cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_search_that_is_stopped_keeps_what_it_found()
    {
        using var tree = new DatasetTree("0.png", "1.png", "2.png");
        using var stop = new CancellationTokenSource();

        Assert.Throws<OperationCanceledException>(() => LandmarkSearch.Run(tree.FullPath, new StubDetector(), progress: new StopsAfter(2, stop), cancellationToken: stop.Token));

        Assert.Equal(["1.png"], LandmarksFile.Read(tree.At("landmarks.csv")).Keys);
    }

    [Fact]
    public void The_face_in_the_middle_can_be_chosen()
    {
        using var tree = new DatasetTree("a.png");
        tree.Save("a.png", Plain(16, 8, 8));

        var found = LandmarkSearch.Run(tree.FullPath, new StubDetector(), FaceChoice.Center, cancellationToken: TestContext.Current.CancellationToken);

        Assert.InRange(LandmarksCsv.Read(found.File)["a.png"].Nose.X, 7, 8);
    }

    private static IEnumerable<FaceSample> Samples(IFaceDataset dataset) => Enumerable.Range(0, dataset.Count).Select(index => dataset[index]);

    private sealed class FailingDetector : ILandmarkDetector
    {
        public IReadOnlyList<DetectedFace> Detect(ImageBuffer image) => throw new InvalidOperationException("broken");
    }

    private sealed class StopsAfter(int count, CancellationTokenSource stop) : IProgress<DatasetProgress>
    {
        public void Report(DatasetProgress value)
        {
            if (value.Done == count) stop.Cancel();
        }
    }

    private sealed class Progress(Action report) : IProgress<DatasetProgress>
    {
        public void Report(DatasetProgress value) => report();
    }
}
