using GlGan.Datasets;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Tests.Imaging;

namespace GlGan.Tests.Datasets;

public sealed class DatasetInspectorTests
{
    private static readonly FaceLandmarks Usual = FaceTemplate.TpGan128.At(64);

    [Fact]
    public void Counts_sizes_and_damage_are_reported()
    {
        var report = Inspect(PackSamples.Photos(20, 3, 11), new() { DecodedImages = null });

        Assert.Equal(("photos", 20, 20), (report.Name, report.Count, report.Decoded));
        Assert.Equal([("class1", 5), ("class2", 5), ("class3", 5)], report.Classes.Select(entry => (entry.Key, entry.Value)));
        Assert.Equal([("Smiling", 10), ("Eyeglasses", 10)], report.Attributes.Select(entry => (entry.Key, entry.Value)));
        Assert.Equal((16, 13, 0, 0), (report.WithLandmarks, report.Identities, report.WithTarget, report.Aligned));
        Assert.Equal((new LengthRange(60, 60, 60), new LengthRange(50, 50, 50)), (report.Width, report.Height));
        Assert.Equal(["folder/ä3.jpg", "folder/ä11.jpg"], report.Damaged.Select(image => image.Name));
        Assert.All(report.Landmarks, finding => Assert.Equal(0, finding.Count));
    }

    [Fact]
    public void Sizes_have_a_smallest_a_median_and_a_largest()
    {
        int[] sides = [9, 30, 12, 10, 50];
        var report = Inspect(new MemoryDataset("sizes", [.. sides.Select(side => new FaceSample($"{side}", new MemoryImage(new(side, side + 1))))]));

        Assert.Equal((new LengthRange(9, 12, 50), new LengthRange(10, 13, 51)), (report.Width, report.Height));
        Assert.Empty(report.Landmarks);
    }

    [Fact]
    public void A_sample_is_drawn_by_the_seed_and_does_not_depend_on_the_workers()
    {
        var photos = PackSamples.Photos(200, [.. Enumerable.Range(0, 100)]);

        var first = Inspect(photos, new() { DecodedImages = 40, Seed = 1, Workers = 1 });
        var again = Inspect(photos, new() { DecodedImages = 40, Seed = 1, Workers = 4 });
        var other = Inspect(photos, new() { DecodedImages = 40, Seed = 2 });

        Assert.Equal((200, 40), (first.Count, first.Decoded));
        Assert.InRange(first.Damaged.Count, 10, 30);
        Assert.Equal(first.Damaged, again.Damaged);
        Assert.NotEqual(first.Damaged, other.Damaged);
    }

    [Fact]
    public void Landmarks_that_look_wrong_are_counted_and_named()
    {
        var swapped = Usual with { LeftEye = Usual.RightEye, RightEye = Usual.LeftEye };
        var upsideDown = Usual.Map(point => new(63 - point.X, 63 - point.Y));
        var report = Inspect(Dataset(
            ("good", Usual),
            ("out", Usual with { Nose = new(64, 30) }),
            ("swapped", swapped),
            ("zero", default),
            ("down", upsideDown),
            ("out2", Usual with { LeftMouth = new(3, -1) })));

        Assert.Equal(
            [
                (LandmarkProblem.OutsideImage, "out out2"),
                (LandmarkProblem.EyesSwapped, "swapped down"),
                (LandmarkProblem.EyesTogether, "zero"),
                (LandmarkProblem.MouthAboveEyes, "down"),
            ],
            report.Landmarks.Select(finding => (finding.Problem, string.Join(' ', finding.First))));
    }

    [Fact]
    public void Only_the_first_names_are_kept()
    {
        var report = Inspect(Dataset([.. Enumerable.Range(0, 9).Select(i => ($"{i}", default(FaceLandmarks)))]));

        var finding = Assert.Single(report.Landmarks, finding => finding.Count > 0);
        Assert.Equal((9, 5), (finding.Count, finding.First.Count));
    }

    [Fact]
    public void Pairs_are_damaged_when_their_target_is()
    {
        var report = Inspect(new MemoryDataset("pairs", [new("a", new MemoryImage(new(4, 4))) { Target = new("b", new EncodedImage(() => [])) }]));

        Assert.Equal((1, "a"), (report.WithTarget, Assert.Single(report.Damaged).Name));
    }

    [Fact]
    public void Splits_are_those_the_format_opens()
    {
        var splits = DatasetInspector.CountSplits("x", new SplitFormat(), new());

        Assert.Equal([("train", 5), ("test", 4)], splits.Select(split => (split.Key, split.Value)));
    }

    [Theory]
    [InlineData("val")]
    [InlineData("test")]
    public void A_split_of_two_names_is_counted_once_by_that_of_its_folder(string second)
    {
        using var tree = new DatasetTree("train/cat/a.png", "train/dog/b.png", "train/wild/c.png", $"{second}/cat/d.png", $"{second}/dog/e.png");

        var splits = DatasetInspector.CountSplits(tree.FullPath, DatasetFormats.Recognize(tree.FullPath), new());

        Assert.Equal([("train", 3), (second, 2)], splits.Select(split => (split.Key, split.Value)));
    }

    [Fact]
    public void The_contact_sheet_shows_landmarks_and_regions_on_aligned_faces()
    {
        var grey = new ImageBuffer(64, 64, [.. Enumerable.Repeat((byte)80, 3 * 64 * 64)]);
        FaceSample[] samples = [new("damaged", new EncodedImage(() => [])), new("good", new MemoryImage(grey)) { Landmarks = Usual }];
        var sheet = ContactSheet.Draw(new MemoryDataset("one", samples));

        Assert.Equal((128, 128), (sheet.Width, sheet.Height));
        var places = FaceTemplate.TpGan128.Landmarks;
        foreach (var point in places.ToArray()) Assert.Equal((255, 40, 60), Pixel(sheet, point.X, point.Y));
        Assert.Equal((90, 200, 255), Pixel(sheet, places.LeftEye.X - 19.5f, places.LeftEye.Y));
        Assert.Equal((80, 80, 80), Pixel(sheet, 2, 2));
    }

    [Fact]
    public void On_the_contact_sheet_targets_stand_beside_their_inputs()
    {
        using var pairs = PackSamples.Pairs(12);

        Assert.Equal((8 * 34 - 2, 3 * 34 - 2), Size(ContactSheet.Draw(pairs.Slice(0, 10), options: new() { ImageSize = 32 })));
        Assert.Throws<InvalidDataException>(() => ContactSheet.Draw(PackSamples.Photos(1, 0)));
    }

    [Fact]
    public void A_failure_that_is_no_damage_is_thrown_as_it_is()
    {
        var failing = new MemoryDataset("failing", [new("a", new EncodedImage(() => throw new InvalidOperationException("no network")))]);

        Assert.Equal("no network", Assert.Throws<InvalidOperationException>(() => Inspect(failing)).Message);
    }

    [Fact]
    public void Invalid_options_are_named_in_one_message()
    {
        var message = Assert.Throws<ArgumentException>(() => Inspect(PackSamples.Photos(1), new() { DecodedImages = 0, Workers = 0 })).Message;

        Assert.All(["DecodedImages", "Workers"], name => Assert.Contains(name, message));
    }

    private static DatasetReport Inspect(IFaceDataset dataset, InspectionOptions? options = null) =>
        DatasetInspector.Inspect(dataset, options, cancellationToken: TestContext.Current.CancellationToken);

    private static MemoryDataset Dataset(params (string Name, FaceLandmarks Landmarks)[] samples) =>
        new("test", [.. samples.Select(sample => new FaceSample(sample.Name, new MemoryImage(new(64, 64))) { Landmarks = sample.Landmarks })]);

    private static (int, int) Size(ImageBuffer image) => (image.Width, image.Height);

    private static (byte, byte, byte) Pixel(ImageBuffer image, float x, float y) => FixtureImages.Pixel(image, (int)MathF.Round(x), (int)MathF.Round(y));

    private sealed class SplitFormat : IDatasetFormat
    {
        public string Name => "split";

        public string Layout => "";

        public bool Recognizes(string path) => true;

        public IFaceDataset Open(string path, DatasetOptions options) =>
            options.Split is "train" or "test" ? PackSamples.Photos(options.Split.Length) : throw new DatasetException(path, "no such split.");
    }
}
