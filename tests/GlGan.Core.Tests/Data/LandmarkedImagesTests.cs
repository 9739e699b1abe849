using System.Globalization;
using GlGan.Data;
using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Tests.Data;

public sealed class LandmarkedImagesTests
{
    [Fact]
    public void Usable_images_are_aligned_in_order_and_the_others_listed()
    {
        using var folder = new TemporaryFolder();
        var photo = NumberedTask.Numbered(200, 150, 3);
        ImageFile.Save(folder.File("one.png"), photo);
        ImageFile.Save(folder.File("sub/two.jpg"), photo);
        File.WriteAllText(folder.File("damaged.jpg"), "not an image");
        var landmarks = FaceTemplate.TpGan128.At(100);
        WriteLandmarks(folder, ["missing.png", "one.png", "damaged.jpg", "sub/two.jpg"], landmarks);

        var images = Load(folder);

        Assert.Equal(["one.png", "sub/two.jpg"], images.Files);
        Assert.Equal(FaceAligner.Align(photo, landmarks, FaceTemplate.TpGan128, 64).Image.Pixels, images.Faces[0].Image.Pixels);
        Assert.Equal(0.64, images.Faces[1].Transform.Scale, 1e-4);
        Assert.Equal(["missing.png", "damaged.jpg"], images.Skipped.Select(skipped => skipped.File));
        Assert.Contains("missing.png", images.Skipped[0].Reason);
        Assert.Contains("'not an image'", images.Skipped[1].Reason);
    }

    [Fact]
    public void A_folder_without_usable_images_is_an_error_that_names_it()
    {
        using var folder = new TemporaryFolder();
        WriteLandmarks(folder, ["missing.png"], FaceTemplate.TpGan128.At(100));

        var message = Assert.Throws<InvalidDataException>(() => Load(folder)).Message;

        Assert.Contains(folder.FullPath, message);
        Assert.Contains("1 are listed in landmarks.csv. The first: missing.png", message);
    }

    [Fact]
    public void More_skipped_images_than_allowed_are_an_error()
    {
        using var folder = new TemporaryFolder();
        ImageFile.Save(folder.File("one.png"), new ImageBuffer(100, 100));
        WriteLandmarks(folder, ["one.png", "two.png", "three.png"], FaceTemplate.TpGan128.At(100));

        Assert.Equal(2, Load(folder, 2).Skipped.Count);
        Assert.Contains("2 of 3 images", Assert.Throws<InvalidDataException>(() => Load(folder, 1)).Message);
    }

    private static LandmarkedImages Load(TemporaryFolder folder, int skipLimit = int.MaxValue) =>
        LandmarkedImages.Load(folder.FullPath, FaceTemplate.TpGan128, 64, skipLimit, TestContext.Current.CancellationToken);

    private static void WriteLandmarks(TemporaryFolder folder, string[] files, FaceLandmarks landmarks)
    {
        var numbers = string.Join(',', landmarks.ToArray().Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X},{point.Y}")));
        File.WriteAllLines(folder.File(LandmarkedImages.LandmarksFile), files.Select(file => $"{file},{numbers}").Prepend(LandmarksCsv.Header));
    }
}
