using GlGan.Datasets;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Pairs;

namespace GlGan.Tests.Datasets;

public sealed class FacePackTests
{
    private static readonly FacePackOptions Small = new() { ImageSize = 24, Template = FaceTemplate.ArcFace112 };

    [Fact]
    public void Everything_a_dataset_says_comes_back_with_aligned_images()
    {
        using var folder = new TemporaryFolder();
        var photos = PackSamples.Photos(11);
        var faces = new AlignedFaces(photos, new() { ImageSize = 24, Template = FaceTemplate.ArcFace112 });

        PackSamples.Write(folder.File("a.glpack"), photos, Small);
        using var pack = FacePackDataset.Open(folder.File("a.glpack"));

        Assert.Equal((11, "photos", 24, FaceTemplate.ArcFace112), (pack.Count, pack.Name, pack.Info.ImageSize, pack.Info.Template));
        for (var i = 0; i < pack.Count; i++)
        {
            var (expected, actual) = (photos[i], pack[i]);
            Assert.Equal((expected.Name, expected.Source, expected.Identity, expected.Class), (actual.Name, actual.Source, actual.Identity, actual.Class));
            Assert.Equal(PackSamples.Attributes.Select(name => expected.Attributes![name]), PackSamples.Attributes.Select(name => actual.Attributes![name]));
            Assert.Equal(expected.Landmarks is null ? null : faces.Load(i).Landmarks, actual.Landmarks);
            Assert.True(actual.IsAligned);
            Assert.Null(actual.Target);
            Assert.Equal(faces.Load(i).Image.Pixels, actual.Image.Load(SkiaImageCodec.Default).Pixels);
        }
    }

    [Fact]
    public void Pairs_keep_their_targets()
    {
        using var folder = new TemporaryFolder();
        using var pairs = PackSamples.Pairs(4);
        var faces = new AlignedFaces(pairs, new() { ImageSize = 24, Template = FaceTemplate.ArcFace112 });

        PackSamples.Write(folder.File("a.glpack"), pairs, Small);
        using var pack = FacePackDataset.Open(folder.File("a.glpack"));

        Assert.True(pack.Info.HasTargets);
        for (var i = 0; i < 3; i++)
        {
            var target = pack[i].Target!;
            Assert.Equal((pairs[i].Target!.Name, pairs[i].Target!.Class), (target.Name, target.Class));
            Assert.Equal(faces.LoadPair(i).Target.Image.Pixels, target.Image.Load(SkiaImageCodec.Default).Pixels);
        }

        Assert.Null(pack[3].Target);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_file_does_not_depend_on_the_number_of_workers(int workers)
    {
        using var folder = new TemporaryFolder();
        PackSamples.Write(folder.File("a.glpack"), PackSamples.Photos(30, 7), Small with { Workers = 2 });

        PackSamples.Write(folder.File("b.glpack"), PackSamples.Photos(30, 7), Small with { Workers = workers });

        Assert.Equal(File.ReadAllBytes(folder.File("a.glpack")), File.ReadAllBytes(folder.File("b.glpack")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(29)]
    public void A_canceled_run_keeps_what_it_has_and_the_next_one_makes_the_same_file(int canceledAt)
    {
        using var folder = new TemporaryFolder();
        var photos = PackSamples.Photos(30, 2, 7, 8, 29);
        var whole = PackSamples.Write(folder.File("whole.glpack"), photos, Small);
        using var stop = new CancellationTokenSource();
        var progress = new Observer(done =>
        {
            if (done.Done == canceledAt) stop.Cancel();
        });

        Assert.Throws<OperationCanceledException>(() => PackSamples.Write(folder.File("a.glpack"), photos, Small, progress, stop.Token));
        Assert.Equal(["a.glpack.partial", "whole.glpack"], folder.Names());
        var rest = PackSamples.Write(folder.File("a.glpack"), photos, Small);

        Assert.Equal(["a.glpack", "whole.glpack"], folder.Names());
        Assert.Equal(File.ReadAllBytes(folder.File("whole.glpack")), File.ReadAllBytes(folder.File("a.glpack")));
        Assert.Equal((26, whole.Damaged.Count), (rest.Count, rest.Damaged.Count));
        Assert.InRange(rest.Continued, canceledAt - 3, canceledAt);
    }

    [Fact]
    public void An_unfinished_file_may_be_cut_or_damaged_anywhere()
    {
        using var folder = new TemporaryFolder();
        var photos = PackSamples.Photos(6, 3);
        PackSamples.Write(folder.File("whole.glpack"), photos, Small);
        var whole = File.ReadAllBytes(folder.File("whole.glpack"));

        for (var cut = 0; cut <= whole.Length; cut += 97)
        {
            var rest = whole[..cut];
            if (cut > 4000) rest[cut - 500] ^= 1;
            File.WriteAllBytes(folder.File("a.glpack.partial"), rest);
            PackSamples.Write(folder.File("a.glpack"), photos, Small);
            Assert.Equal(whole, File.ReadAllBytes(folder.File("a.glpack")));
        }
    }

    [Fact]
    public void An_image_repaired_since_the_interruption_takes_its_place()
    {
        using var folder = new TemporaryFolder();
        PackSamples.Write(folder.File("damaged.glpack"), PackSamples.Photos(9, 4), Small);
        PackSamples.Write(folder.File("whole.glpack"), PackSamples.Photos(9), Small);
        File.Move(folder.File("damaged.glpack"), folder.File("a.glpack.partial"));

        var report = PackSamples.Write(folder.File("a.glpack"), PackSamples.Photos(9), Small);

        Assert.Equal(4, report.Continued);
        Assert.Equal(File.ReadAllBytes(folder.File("whole.glpack")), File.ReadAllBytes(folder.File("a.glpack")));
    }

    [Fact]
    public void While_one_packs_a_file_another_is_refused_and_told_by_whom()
    {
        using var folder = new TemporaryFolder();
        List<string> refusals = [];

        PackSamples.Write(folder.File("a.glpack"), PackSamples.Photos(3, 1), Small, new Observer(_ =>
            refusals.Add(Assert.Throws<IOException>(() => PackSamples.Write(folder.File("a.glpack"), PackSamples.Photos(3, 1), Small)).Message)));

        Assert.NotEmpty(refusals);
        Assert.All(refusals, refusal => Assert.Contains($"a.glpack' is being written by process {Environment.ProcessId} on", refusal));
        Assert.Equal(["a.glpack"], folder.Names());
    }

    [Fact]
    public void An_unfinished_file_of_something_else_is_not_continued()
    {
        using var folder = new TemporaryFolder();
        PackSamples.Write(folder.File("a.glpack"), PackSamples.Photos(9), Small);
        File.Move(folder.File("a.glpack"), folder.File("a.glpack.partial"));

        var other = Assert.Throws<DatasetException>(
            () => PackSamples.Write(folder.File("a.glpack"), PackSamples.Photos(8), Small with { ImageSize = 32 })).Message;
        File.WriteAllText(folder.File("a.glpack.partial"), "my notes");
        var text = Assert.Throws<DatasetException>(() => PackSamples.Write(folder.File("a.glpack"), PackSamples.Photos(8), Small)).Message;

        Assert.Contains("size 24 instead of 32, number of samples 9 instead of 8, fingerprint", other);
        Assert.Contains("in the way", text);
        Assert.Equal("my notes", File.ReadAllText(folder.File("a.glpack.partial")));
    }

    [Fact]
    public void An_unfinished_file_of_another_version_of_the_writer_is_not_continued()
    {
        using var folder = new TemporaryFolder();
        PackSamples.Write(folder.File("a.glpack"), PackSamples.Photos(9), Small);
        using (var pack = FacePackReader.Open(folder.File("a.glpack")))
            File.WriteAllBytes(folder.File("a.glpack.partial"), PackHeader.Format(pack.Info with { WriterVersion = 0 }));

        var message = Assert.Throws<DatasetException>(() => PackSamples.Write(folder.File("a.glpack"), PackSamples.Photos(9), Small)).Message;

        Assert.Contains("begun from something else: version of the writer 0 instead of 1. ", message);
    }

    [Fact]
    public void Damaged_images_are_left_out_and_listed_up_to_the_limit()
    {
        using var folder = new TemporaryFolder();
        var photos = PackSamples.Photos(9, 1, 5);

        var report = PackSamples.Write(folder.File("a.glpack"), photos, Small with { MaxDamaged = 2 });
        using var pack = FacePackDataset.Open(folder.File("a.glpack"));
        var message = Assert.Throws<InvalidDataException>(() => PackSamples.Write(folder.File("b.glpack"), photos, Small with { MaxDamaged = 1 })).Message;

        Assert.Equal(["folder/ä1.jpg", "folder/ä5.jpg"], report.Damaged.Select(image => image.Name));
        Assert.Equal(report.Damaged, pack.LeftOut);
        Assert.Equal(7, pack.Count);
        Assert.Contains("2 images of photos cannot be used; 1 may be. The first: folder/ä1.jpg: Not an image", message);
        Assert.Equal(["a.glpack", "b.glpack.partial"], folder.Names());
    }

    [Fact]
    public void A_dataset_without_any_usable_image_is_an_error()
    {
        using var folder = new TemporaryFolder();

        var message = Assert.Throws<InvalidDataException>(() => PackSamples.Write(folder.File("a"), PackSamples.Photos(2, 0, 1))).Message;

        Assert.Contains("None of the 2 images", message);
    }

    [Fact]
    public void Invalid_options_are_named_in_one_message()
    {
        var options = new FacePackOptions { ImageSize = 7, MaxDamaged = -1, Workers = 0 };

        var message = Assert.Throws<ArgumentException>(() => PackSamples.Write("x", PackSamples.Photos(1), options)).Message;

        Assert.All(["ImageSize", "MaxDamaged", "Workers"], name => Assert.Contains(name, message));
    }

    private sealed class Observer(Action<DatasetProgress> report) : IProgress<DatasetProgress>
    {
        public void Report(DatasetProgress value) => report(value);
    }
}
