using GlGan.Cli.Commands;
using GlGan.Imaging;
using GlGan.Tests.Cli;
using SkiaSharp;

namespace GlGan.Tests.Imaging;

public sealed class PhotoMetadataTests : IDisposable
{
    private static readonly string[] Said = ["-EXIF:Model=Camera 7", "-EXIF:Artist=Someone", "-EXIF:DateTimeOriginal=2026:11:30 12:00:00", "-EXIF:FNumber=2.8", "-EXIF:Orientation#=6", "-EXIF:ExifImageWidth=4000",
        "-EXIF:GPSLatitude=48.8577", "-EXIF:GPSLatitudeRef=N", "-EXIF:GPSLongitude=2.295", "-EXIF:GPSLongitudeRef=E", "-XMP:City=Paris"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.jpg", "b.jpg")]
    [InlineData("a.png", "b.jpg")]
    [InlineData("a.webp", "b.png")]
    [InlineData("a.jpg", "b.png")]
    public void Camera_and_time_come_along_without_the_place(string photo, string result)
    {
        Tag(photo);

        Save(photo, result, MetadataKept.WithoutPlace);

        Assert.Equal(["Camera 7", "Someone", "2026:11:30 12:00:00", "2.8"], Values(result, "-EXIF:Model", "-EXIF:Artist", "-EXIF:DateTimeOriginal", "-EXIF:FNumber"));
        Assert.Empty(Values(result, "-GPS:all", "-EXIF:GPSLatitude", "-Composite:GPSPosition", "-XMP:City", "-EXIF:Orientation", "-EXIF:ExifImageWidth", "-IFD1:all", "-MakerNotes:all"));
        Assert.Empty(Values(result, "-Warning", "-Error"));
    }

    [Theory]
    [InlineData("a.jpg", "b.jpg")]
    [InlineData("a.webp", "b.png")]
    public void The_place_comes_along_where_it_is_asked_for(string photo, string result)
    {
        Tag(photo);

        Save(photo, result, MetadataKept.All);

        Assert.Equal(["48.8577", "2.295"], Values(result, "-n", "-GPSLatitude", "-GPSLongitude").Take(2));
        Assert.Empty(Values(result, "-Warning", "-Error"));
    }

    [Fact]
    public void Bytes_of_the_other_order_come_along_too()
    {
        Tag("a.jpg", "-ExifByteOrder=MM");

        Save("a.jpg", "b.png", MetadataKept.All);

        Assert.Equal(["Big-endian (Motorola, MM)", "Camera 7", "2.8"], Values("b.png", "-ExifByteOrder", "-EXIF:Model", "-EXIF:FNumber"));
    }

    [Fact]
    public void Nothing_is_kept_unless_asked_for_and_the_pixels_stay()
    {
        Tag("a.jpg");

        Save("a.jpg", "b.png", MetadataKept.None);
        Save("a.jpg", "c.png", MetadataKept.All);

        Assert.Empty(Values("b.png", "-EXIF:all"));
        Assert.Equal(ImageFile.Load(_folder.File("b.png")).Pixels, ImageFile.Load(_folder.File("c.png")).Pixels);
        Assert.Equal(DigitalSource.AlgorithmicallyEnhanced, Provenance.Read(File.ReadAllBytes(_folder.File("c.png"))));
    }

    [Fact]
    public void Damaged_blocks_say_nothing_and_do_no_harm()
    {
        Tag("a.jpg");
        var whole = File.ReadAllBytes(_folder.File("a.jpg"));
        var random = new Random(1);

        for (var attempt = 0; attempt < 2000; attempt++)
        {
            var bytes = (byte[])whole.Clone();
            for (var change = 0; change < 4; change++) bytes[random.Next(2, 400)] = (byte)random.Next(256);
            PhotoMetadata.Read(bytes.AsSpan(0, random.Next(1, bytes.Length)), MetadataKept.All)?.AddTo(whole);
        }
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, false, "--keep-metadata")]
    [InlineData(true, true, false, "--keep-metadata", "gps")]
    public void Commands_keep_what_they_are_asked_to(bool hasModel, bool hasPlace, bool hasCity, params string[] options)
    {
        CommandFaces.Write(_folder.FullPath, count: 2);
        Oracle.Run("exiftool", ["-q", "-overwrite_original", .. Said.Where(option => !option.Contains("Orientation", StringComparison.Ordinal)), _folder.File("1.png")]);
        ImageFile.Save(_folder.File("mask.png"), Grey());

        foreach (var command in (string[][])[
            ["swap", "--source", _folder.File("0.png"), "--target", _folder.File("1.png")],
            ["smooth", "--input", _folder.File("1.png"), "--method", "guided"],
            ["blend", "--foreground", _folder.File("0.png"), "--background", _folder.File("1.png"), "--mask", _folder.File("mask.png"), "--method", "alpha"]])
        {
            Assert.Equal(0, GlganCommand.Invoke([.. command, .. options, "--out", _folder.File("out.jpg")]));

            Assert.Equal((hasModel, hasPlace, hasCity), (Values("out.jpg", "-EXIF:Model").Length > 0, Values("out.jpg", "-GPSLatitude").Length > 0, Values("out.jpg", "-XMP:City").Length > 0));
        }
    }

    private static ImageBuffer Grey()
    {
        var image = new ImageBuffer(96, 96);
        Array.Fill(image.Pixels, (byte)128);
        return image;
    }

    private void Tag(string photo, params string[] options)
    {
        if (Path.GetExtension(photo) == ".webp")
        {
            using var bitmap = new SKBitmap(96, 96);
            bitmap.Erase(SKColors.Gray);
            using var encoded = bitmap.Encode(SKEncodedImageFormat.Webp, 90);
            File.WriteAllBytes(_folder.File(photo), encoded.ToArray());
        }
        else
        {
            ImageFile.Save(_folder.File(photo), Grey());
        }

        Oracle.Run("exiftool", ["-q", "-overwrite_original", .. options, .. Said, _folder.File(photo)]);
    }

    private void Save(string photo, string result, MetadataKept kept) =>
        ImageFile.Save(_folder.File(result), Grey(), source: DigitalSource.AlgorithmicallyEnhanced, metadata: PhotoMetadata.Read(File.ReadAllBytes(_folder.File(photo)), kept));

    private string[] Values(string file, params string[] tags) => Oracle.Run("exiftool", ["-s3", .. tags, _folder.File(file)]).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
