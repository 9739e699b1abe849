using System.Globalization;
using System.Security.Cryptography;
using GlGan.Datasets;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Rendering;

namespace GlGan.Tests.Datasets;

public sealed class CelebALayoutWriterTests
{
    [Fact]
    public void Every_image_is_marked_as_synthetic()
    {
        using var folder = new TemporaryFolder();

        CelebALayoutWriter.Write(folder.File("faces"), new() { Images = 3 }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.All(Directory.GetFiles(folder.File("faces/img_align_celeba"), "*.jpg"), file => Assert.NotNull(GlGan.Imaging.Provenance.Read(File.ReadAllBytes(file))));
    }

    [Fact]
    public void A_disk_that_is_full_is_the_error_that_is_seen()
    {
        using var folder = new TemporaryFolder();
        void WriteToFullDisk() => CelebALayoutWriter.Write(
            folder.File("faces"), new() { Images = 4, Identities = 2 }, codec: new FullDisk(), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("the disk is full", Assert.Throws<IOException>(WriteToFullDisk).Message);
        Assert.Empty(folder.Names());
    }

    [Fact]
    public void The_files_are_those_of_CelebA()
    {
        using var folder = new TemporaryFolder();
        Write(folder.File("faces"), new() { Images = 20, Identities = 10, Seed = 3 });
        string[] Lines(string name) => File.ReadAllLines(Path.Combine(folder.File("faces"), name));
        string[] names = [.. Enumerable.Range(1, 20).Select(i => $"{i:000000}.jpg")];

        Assert.Equal(["faces"], folder.Names());
        Assert.Equal([.. names, "landmarks.csv"], Directory.GetFiles(Path.Combine(folder.File("faces"), "img_align_celeba")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal((178, 218), Size(ImageFile.Load(Path.Combine(folder.File("faces"), "img_align_celeba", "000007.jpg"))));

        var attributes = Lines("list_attr_celeba.txt");
        Assert.Equal("20", attributes[0]);
        Assert.StartsWith("5_o_Clock_Shadow Arched_Eyebrows Attractive ", attributes[1]);
        Assert.EndsWith(" Wearing_Necktie Young ", attributes[1]);
        Assert.Equal(names, attributes[2..].Select(line => line[..10]));
        Assert.All(attributes[2..], line => Assert.Matches(@"^\d{6}\.jpg(?: -1|  1){40}$", line));

        var landmarks = Lines("list_landmarks_align_celeba.txt");
        Assert.Equal(["20", "lefteye_x lefteye_y righteye_x righteye_y nose_x nose_y leftmouth_x leftmouth_y rightmouth_x rightmouth_y"], landmarks[..2]);
        Assert.All(landmarks[2..], line => Assert.Matches(@"^\d{6}\.jpg (?: {2,4}\d{1,3}){10}$", line));

        var boxes = Lines("list_bbox_celeba.txt");
        Assert.Equal(["20", "image_id x_1 y_1 width height"], boxes[..2]);
        Assert.All(boxes[2..], line => Assert.Matches(@"^\d{6}\.jpg +\d+ +\d+ +\d+ +\d+$", line));

        Assert.Equal(names.Select((name, i) => $"{name} {(i < 16 ? 0 : i < 18 ? 1 : 2)}"), Lines("list_eval_partition.txt"));
        Assert.Equal(names.Select((name, i) => $"{name} {(i < 16 ? i % 8 + 1 : i < 18 ? 9 : 10)}"), Lines("identity_CelebA.txt"));
        Assert.DoesNotContain('\r', File.ReadAllText(Path.Combine(folder.File("faces"), "list_attr_celeba.txt")));
    }

    [Fact]
    public void The_reader_of_CelebA_reads_it_back()
    {
        using var folder = new TemporaryFolder();
        Write(folder.FullPath, new() { Images = 20, Identities = 10, Seed = 3 });

        using var all = DatasetFormats.Open(folder.FullPath);
        using var glasses = DatasetFormats.Open(folder.FullPath, options: new() { Attributes = ["!Eyeglasses"] });
        var splits = DatasetInspector.CountSplits(folder.FullPath, new CelebAFormat(), new());

        Assert.Equal((20, "celeba", "000001.jpg"), (all.Count, all.Name, Path.GetFileName(all[0].Name)));
        Assert.Equal([("train", 16), ("val", 2), ("test", 2)], splits.Select(split => (split.Key, split.Value)));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 10, 10], Enumerable.Range(0, 20).Select(index => all[index].Identity ?? 0));
        for (var i = 0; i < 20; i++)
        {
            var face = CelebAFace.At(i, new() { Images = 20, Identities = 10 });
            var landmarks = face.Render(new SyntheticFaces(3), 218).Face.Landmarks;
            Assert.All(all[i].Landmarks!.Value.ToArray().Zip(landmarks.ToArray()), pair => Assert.InRange((pair.First - pair.Second).Length(), 0, 0.71f));
            Assert.Equal(new SyntheticFaces(3).Identity(face.Identity).Glasses != GlassesStyle.None, all[i].Attributes!["Eyeglasses"]);
        }

        Assert.Equal(Enumerable.Range(0, 20).Count(i => !all[i].Attributes!["Eyeglasses"]), glasses.Count);
        Assert.Equal(178, all[7].Image.Load(SkiaImageCodec.Default).Width);
    }

    [Fact]
    public void Images_of_another_height_have_their_landmarks_beside_them()
    {
        using var folder = new TemporaryFolder();
        Write(folder.File("faces"), new() { Images = 3, Identities = 1, Height = 327 });
        var images = Path.Combine(folder.File("faces"), "img_align_celeba");

        var found = LandmarksCsv.ReadFaces(Path.Combine(images, "landmarks.csv"));

        Assert.Equal((267, 327), Size(ImageFile.Load(Path.Combine(images, "000002.jpg"))));
        Assert.Equal(["000001.jpg", "000002.jpg", "000003.jpg"], found.Keys.Order());
        Assert.All(found.Values, faces => Assert.Equal(68, Assert.Single(faces).Contours!.Points.Length));
    }

    [Fact]
    public void Faces_sit_where_CelebA_has_them()
    {
        using var folder = new TemporaryFolder();
        Write(folder.File("faces"), new() { Images = 60 });
        var points = File.ReadLines(Path.Combine(folder.File("faces"), "list_landmarks_align_celeba.txt")).Skip(2)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..])
            .Select(numbers => numbers.Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray()).ToArray();

        // Means over CelebA's training split.
        double[] means = [69.9, 111.6, 107.9, 111.4, 88.8, 135.9, 71, 152, 105, 152];
        for (var i = 0; i < means.Length; i++) Assert.Equal(means[i], points.Average(row => row[i]), 6.0);
        Assert.All(points, row => Assert.True(row[0] < row[2]));
    }

    [Fact]
    public void Attributes_say_what_the_renderer_was_told()
    {
        var person = new FaceIdentity
        {
            HairStyle = HairStyle.Fringe, Hair = new(30, 25, 25), Glasses = GlassesStyle.Round, FacialHair = FacialHair.Goatee, Age = 0.9f,
        };
        var view = new FaceView { Expression = new() { Smile = 0.9f, MouthOpen = 0.5f } };

        var attributes = CelebAAttributes.Of(person, view);

        Assert.Equal(
            ["Bangs", "Black_Hair", "Eyeglasses", "Goatee", "Mouth_Slightly_Open", "Mustache", "Smiling", "Straight_Hair"],
            attributes.Order(StringComparer.Ordinal));
        Assert.Contains("Young", CelebAAttributes.Of(person with { Age = 0.1f }, view));
        Assert.Contains("No_Beard", CelebAAttributes.Of(person with { FacialHair = FacialHair.None }, view));
        Assert.Equal(40, CelebAAttributes.Names.Distinct().Count());
        var bald = CelebAAttributes.Of(person with { HairStyle = HairStyle.Bald }, FaceView.Frontal);
        Assert.Equal(["Bald", "Eyeglasses", "Goatee", "Mustache"], bald.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(30, 20, 24, "Black_Hair")]
    [InlineData(78, 52, 36, "Brown_Hair")]
    [InlineData(206, 172, 116, "Blond_Hair")]
    [InlineData(152, 150, 148, "Gray_Hair")]
    [InlineData(140, 66, 34, null)]
    public void Hair_has_at_most_one_color(byte r, byte g, byte b, string? expected)
    {
        var colors = CelebAAttributes.Of(new() { Hair = new(r, g, b) }, FaceView.Frontal)
            .Where(name => name is "Black_Hair" or "Brown_Hair" or "Blond_Hair" or "Gray_Hair");

        Assert.Equal(expected is null ? [] : [expected], colors);
    }

    [Fact]
    public void Bytes_depend_on_the_seed_and_not_on_the_number_of_threads()
    {
        using var folder = new TemporaryFolder();
        Write(folder.File("a"), new() { Images = 6, Workers = 1 });
        Write(folder.File("b"), new() { Images = 6, Workers = 4 });
        Write(folder.File("c"), new() { Images = 6, Seed = 1 });

        Assert.Equal(Bytes(folder.File("a")), Bytes(folder.File("b")));
        Assert.NotEqual(Bytes(folder.File("a")), Bytes(folder.File("c")));
    }

    [Fact]
    public void A_canceled_run_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        var progress = new CancelAt(3, stop);

        Assert.ThrowsAny<OperationCanceledException>(
            () => CelebALayoutWriter.Write(folder.File("a"), new() { Images = 50 }, progress, cancellationToken: stop.Token));

        Assert.Empty(folder.Names());
    }

    [Fact]
    public void A_folder_with_files_in_it_is_not_touched()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("mine.txt"), "x");

        Assert.Contains("exists already", Assert.Throws<IOException>(() => Write(folder.FullPath, new() { Images = 1 })).Message);
        Assert.Equal(["mine.txt"], folder.Names());
    }

    [Fact]
    public void Persons_stay_in_one_split_when_there_are_enough()
    {
        foreach (var (images, identities) in new[] { (1000, 50), (37, 10), (200, 11) })
        {
            var options = new CelebALayoutOptions { Images = images, Identities = identities };
            var faces = Enumerable.Range(0, images).Select(i => CelebAFace.At(i, options)).ToArray();

            var people = faces.GroupBy(face => face.Identity);
            Assert.All(people, person => Assert.Single(person.Select(face => face.Split).Distinct()));
            Assert.Equal(images, faces.Select(face => (face.Identity, face.View)).Distinct().Count());
            Assert.All(faces, face => Assert.InRange(face.Identity, 0, identities - 1));
        }

        Assert.Equal(0, CelebAFace.At(4, new() { Images = 5, Identities = 1 }).Identity);
    }

    [Fact]
    public void Invalid_options_are_named_in_one_message()
    {
        var message = Assert.Throws<ArgumentException>(() => Write("x", new() { Images = 0, Identities = 0, Workers = 0 })).Message;

        Assert.All(["Images", "Identities", "Workers"], name => Assert.Contains(name, message));
    }

    private static void Write(string folder, CelebALayoutOptions options) =>
        CelebALayoutWriter.Write(folder, options, cancellationToken: TestContext.Current.CancellationToken);

    private static (int, int) Size(ImageBuffer image) => (image.Width, image.Height);

    private static string Bytes(string folder) =>
        string.Join('\n', Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetRelativePath(folder, file)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}"));

    private sealed class CancelAt(int done, CancellationTokenSource stop) : IProgress<DatasetProgress>
    {
        public void Report(DatasetProgress value)
        {
            if (value.Done == done) stop.Cancel();
        }
    }

    private sealed class FullDisk : IImageCodec
    {
        public ImageBuffer Decode(ReadOnlySpan<byte> encoded) => throw new NotSupportedException();

        public (ImageBuffer Image, ImageMask? Opacity) DecodeWithOpacity(ReadOnlySpan<byte> encoded) => throw new NotSupportedException();

        public byte[] Encode(ImageBuffer image, ImageFormat format, int quality = 95) => throw new IOException("the disk is full");
    }
}
