using System.Globalization;
using GlGan.Datasets;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Pairs;
using GlGan.Tests.Datasets;

namespace GlGan.Tests.Pairs;

public sealed class AlignedFacesTests
{
    [Fact]
    public void Faces_with_landmarks_are_brought_to_the_template()
    {
        using var folder = new TemporaryFolder();
        var photo = NumberedTask.Numbered(200, 150, 3);
        ImageFile.Save(folder.File("sub/one.png"), photo);
        var landmarks = FaceTemplate.TpGan128.At(100);
        WriteLandmarks(folder, ["sub/one.png"], landmarks);
        using var dataset = DatasetFormats.Open(folder.FullPath);

        var face = new AlignedFaces(dataset, new() { ImageSize = 64 }).Load(0);

        Assert.Equal(FaceAligner.Align(photo, landmarks, FaceTemplate.TpGan128, 64).Image.Pixels, face.Image.Pixels);
        Assert.Equal(0.64, face.Transform.Scale, 1e-4);
    }

    [Fact]
    public void Images_without_landmarks_are_cropped_to_their_middle_and_get_the_template_s_landmarks()
    {
        var photo = NumberedTask.Numbered(200, 100, 3);
        var faces = Aligned([new("wide", new MemoryImage(photo))], new() { ImageSize = 100 });

        Assert.Equal(Resampler.Crop(photo, new(99.5f, 49.5f), 100, 100).Pixels, faces.Load(0).Image.Pixels);
        Assert.Equal(FaceTemplate.TpGan128.At(100), faces.Load(0).Landmarks);
    }

    [Fact]
    public void Aligned_images_are_resized_with_their_landmarks()
    {
        var sample = new FaceSample("a", new MemoryImage(new(64, 64))) { IsAligned = true, Landmarks = FaceTemplate.Ffhq512.At(64) };

        var face = Aligned([sample], new() { ImageSize = 32 }).Load(0);

        Assert.Equal(32, face.Image.Width);
        Assert.All(face.Landmarks.ToArray().Zip(FaceTemplate.Ffhq512.At(32).ToArray()), pair => Assert.Equal(0, (pair.First - pair.Second).Length(), 1e-4f));
    }

    [Theory]
    [InlineData(1e4f)]
    [InlineData(1e6f)]
    [InlineData(1e12f)]
    public void A_face_whose_landmarks_lie_far_outside_its_image_is_damaged(float y)
    {
        var landmarks = FaceTemplate.TpGan128.At(64);
        var wrong = new FaceSample("wrong", new MemoryImage(new(64, 64))) { Landmarks = landmarks with { Nose = new(32, y) } };
        var faces = Aligned([wrong, wrong with { Name = "good", Landmarks = landmarks }], new() { ImageSize = 16 });

        faces.Load(0);

        Assert.Contains("far outside the image of 64x64 pixels", Assert.Single(faces.Damaged).Reason);
    }

    [Fact]
    public void A_face_far_larger_than_the_aligned_image_is_damaged()
    {
        var sample = new FaceSample("huge", new MemoryImage(new(2048, 2048))) { Landmarks = FaceTemplate.TpGan128.At(2048) };

        Assert.Contains("64 times", Assert.Throws<InvalidDataException>(() => Aligned([sample], new() { ImageSize = 16 }).Load(0)).Message);
    }

    [Fact]
    public void A_sample_that_cannot_be_told_of_is_damaged_and_named_by_its_place()
    {
        var faces = new AlignedFaces(new UnreadableFirst(), new() { ImageSize = 16 });

        faces.Load(0);

        Assert.Equal([new DamagedImage("0", "the entry is damaged")], faces.Damaged);
    }

    [Fact]
    public void Images_that_others_own_stay_as_they_are()
    {
        var shared = DatasetTree.Plain(40, 30, 7);
        var encoded = SkiaImageCodec.Default.Encode(DatasetTree.Plain(40, 30, 200), ImageFormat.Png);
        var faces = Aligned(
            [new("memory", new SharedImage(shared)), new("file", new EncodedImage(() => encoded))], new() { ImageSize = 16, CacheMegabytes = 0 });
        for (var i = 0; i < 4; i++) faces.Load(i % 2);

        Assert.Equal(DatasetTree.Plain(40, 30, 7).Pixels, shared.Pixels);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(16)]
    public void A_face_takes_memory_for_itself_only_and_keeps_it(int size)
    {
        var photos = ((long[])[1, 2]).Select(number => NumberedTask.Numbered(200, 100, number)).ToArray();
        var files = photos.Select(photo => SkiaImageCodec.Default.Encode(photo, ImageFormat.Png)).ToArray();
        var faces = Aligned([.. files.Select(file => new FaceSample("photo", new EncodedImage(() => file)))], new() { ImageSize = size, CacheMegabytes = 0 });
        for (var warm = 0; warm < 4; warm++) faces.Load(warm % 2);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var face = faces.Load(0);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 3 * size * size + 10_000);
        for (var other = 0; other < 4; other++) faces.Load(1);
        Assert.Equal(Resampler.Resize(Resampler.Crop(photos[0], new(99.5f, 49.5f), 100, 100), size, size).Pixels, face.Image.Pixels);
    }

    [Fact]
    public void The_limits_of_a_codec_hold()
    {
        var encoded = SkiaImageCodec.Default.Encode(new(40, 30), ImageFormat.Png);
        using var dataset = new MemoryDataset("test", [new("file", new EncodedImage(() => encoded))]);
        var faces = new AlignedFaces(dataset, new() { ImageSize = 16 }, new SkiaImageCodec(new() { MaxPixels = 1000 }));

        Assert.Contains("the limit is 1000", Assert.Throws<InvalidDataException>(() => faces.Load(0)).Message);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Targets_count_for_the_cache(bool paired, bool cached)
    {
        var sample = new FaceSample("a", new MemoryImage(new(500, 500)));
        var faces = Aligned([paired ? sample with { Target = sample } : sample], new() { ImageSize = 500, CacheMegabytes = 1 });

        Assert.Equal(cached, ReferenceEquals(faces.Load(0), faces.Load(0)));
    }

    [Fact]
    public void A_damaged_image_is_replaced_by_the_next_and_listed_once()
    {
        var good = new FaceSample("good", new MemoryImage(new(16, 16, [.. Enumerable.Repeat((byte)9, 768)])));
        var faces = Aligned([good, Damaged("first"), Damaged("second"), good], new() { ImageSize = 16, MaxDamaged = 2 });

        for (var i = 0; i < 3; i++) Assert.Equal(9, faces.Load(1).Image.Pixels[0]);

        Assert.Equal(["first", "second"], faces.Damaged.Select(image => image.Name));
        Assert.Contains("there are no bytes", faces.Damaged[0].Reason);
    }

    [Fact]
    public void More_damaged_images_than_allowed_are_an_error_that_names_the_first()
    {
        var good = new FaceSample("good", new MemoryImage(new(16, 16)));
        var faces = Aligned([Damaged("first"), Damaged("second"), good], new() { ImageSize = 16, MaxDamaged = 1 });

        var message = Assert.Throws<InvalidDataException>(() => faces.Load(0)).Message;

        Assert.Contains("2 of the 3 images of test cannot be used; 1 may be. The first: first: ", message);
    }

    [Fact]
    public void A_dataset_without_any_usable_image_is_an_error()
    {
        var message = Assert.Throws<InvalidDataException>(() => Aligned([Damaged("first")], new() { ImageSize = 16 }).Load(0)).Message;

        Assert.Contains("1 of the 1 images", message);
    }

    [Fact]
    public void Pairs_keep_their_target_and_are_left_out_together()
    {
        var white = new FaceSample("white", new MemoryImage(new(16, 16, [.. Enumerable.Repeat((byte)255, 768)])));
        var black = new FaceSample("black", new MemoryImage(new(16, 16)));
        var faces = Aligned([black with { Target = Damaged("target") }, black with { Target = white }], new() { ImageSize = 16 });

        var (input, target) = faces.LoadPair(0);

        Assert.Equal((0, 255), (input.Image.Pixels[0], target.Image.Pixels[0]));
        Assert.Equal(["black"], faces.Damaged.Select(image => image.Name));
    }

    [Fact]
    public void Without_pairs_the_error_says_so() =>
        Assert.Contains("has no pairs", Assert.Throws<InvalidDataException>(() => Aligned([new("a", new MemoryImage(new(16, 16)))], new()).LoadPair(0)).Message);

    [Fact]
    public void Invalid_options_are_named_in_one_message()
    {
        var message = Assert.Throws<ArgumentException>(() => Aligned([], new() { ImageSize = 7, MaxDamaged = -1, CacheMegabytes = -1 })).Message;

        Assert.All(["ImageSize", "MaxDamaged", "CacheMegabytes"], name => Assert.Contains(name, message));
    }

    private static FaceSample Damaged(string name) => new(name, new EncodedImage(() => []));

    private static AlignedFaces Aligned(FaceSample[] samples, AlignmentOptions options) => new(new MemoryDataset("test", samples), options);

    private sealed class SharedImage(ImageBuffer image) : IFaceImage
    {
        public ImageBuffer Load(IImageCodec codec) => image;
    }

    private sealed class UnreadableFirst : IFaceDataset
    {
        public string Name => "test";

        public int Count => 2;

        public FaceSample this[int index] =>
            index > 0 ? new FaceSample("good", new MemoryImage(new(16, 16))) : throw new IOException("the entry is damaged");

        public void Dispose()
        {
        }
    }

    private static void WriteLandmarks(TemporaryFolder folder, string[] files, FaceLandmarks landmarks)
    {
        var numbers = string.Join(',', landmarks.ToArray().Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X},{point.Y}")));
        File.WriteAllLines(folder.File(LandmarksCsv.FileName), files.Select(file => $"{file},{numbers}").Prepend(LandmarksCsv.Header));
    }
}
