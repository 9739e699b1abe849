using System.Globalization;
using GlGan.Data;
using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Tests.Data;

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

    private static void WriteLandmarks(TemporaryFolder folder, string[] files, FaceLandmarks landmarks)
    {
        var numbers = string.Join(',', landmarks.ToArray().Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X},{point.Y}")));
        File.WriteAllLines(folder.File(LandmarksFolderFormat.LandmarksFile), files.Select(file => $"{file},{numbers}").Prepend(LandmarksCsv.Header));
    }
}
