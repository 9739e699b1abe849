using System.Text;
using System.Xml.Linq;
using GlGan.Imaging;
using SkiaSharp;

namespace GlGan.Tests.Imaging;

public sealed class ProvenanceTests
{
    private const string Trained = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";

    private static readonly XNamespace Iptc = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";

    [Theory]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.Jpeg)]
    public void A_marked_file_says_so_and_keeps_its_pixels(ImageFormat format)
    {
        var encoded = SkiaImageCodec.Default.Encode(FixtureImages.Load("picture.png"), format);

        var marked = Provenance.Mark(encoded, DigitalSource.TrainedAlgorithmicMedia);

        Assert.Null(Provenance.Read(encoded));
        Assert.NotNull(Provenance.Read(marked));
        Assert.Equal(SkiaImageCodec.Default.Decode(encoded).Pixels, SkiaImageCodec.Default.Decode(marked).Pixels);
        Assert.Same(marked, Provenance.Mark(marked, DigitalSource.TrainedAlgorithmicMedia));
        var property = Packet(marked).Descendants(Iptc + "DigitalSourceType").Single();
        Assert.Equal("http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia", property.Value);
    }

    [Theory]
    [InlineData("a.png")]
    [InlineData("a.jpg")]
    public void Exiftool_reads_the_mark_of_what_the_library_saves(string name)
    {
        using var folder = new TemporaryFolder();

        ImageFile.Save(folder.File(name), FixtureImages.Load("picture.png"), source: DigitalSource.TrainedAlgorithmicMedia);

        Assert.Equal(Trained, Oracle.Run("exiftool", "-s3", "-XMP-iptcExt:DigitalSourceType", folder.File(name)).Trim());
    }

    [Theory]
    [InlineData(80, false)]
    [InlineData(80, true)]
    [InlineData(100, false)]
    [InlineData(100, true)]
    public void WebP_of_other_encoders_is_marked_too(int quality, bool hasAlpha)
    {
        using var folder = new TemporaryFolder();
        using var bitmap = new SKBitmap(7, 5, SKColorType.Rgba8888, hasAlpha ? SKAlphaType.Unpremul : SKAlphaType.Opaque);
        bitmap.Erase(new SKColor(200, 100, 50, (byte)(hasAlpha ? 128 : 255)));
        using var encoded = bitmap.Encode(SKEncodedImageFormat.Webp, quality);

        var marked = Provenance.Mark(encoded.ToArray(), DigitalSource.TrainedAlgorithmicMedia);
        File.WriteAllBytes(folder.File("a.webp"), marked);

        Assert.Null(Provenance.Read(encoded.ToArray()));
        Assert.NotNull(Provenance.Read(marked));
        Assert.Same(marked, Provenance.Mark(marked, DigitalSource.TrainedAlgorithmicMedia));
        Assert.Equal(SkiaImageCodec.Default.Decode(encoded.ToArray()).Pixels, SkiaImageCodec.Default.Decode(marked).Pixels);
        Assert.Equal(
            ["7", "5", Trained],
            Oracle.Run("exiftool", "-s3", "-ImageWidth", "-ImageHeight", "-XMP-iptcExt:DigitalSourceType", folder.File("a.webp")).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Equal("", Oracle.Run("exiftool", "-s3", "-Warning", "-Error", folder.File("a.webp")).Trim());
    }

    [Theory]
    [InlineData(DigitalSource.AlgorithmicallyEnhanced, "algorithmicallyEnhanced")]
    [InlineData(DigitalSource.CompositeWithTrainedAlgorithmicMedia, "compositeWithTrainedAlgorithmicMedia")]
    [InlineData(DigitalSource.AlgorithmicMedia, "algorithmicMedia")]
    [InlineData(DigitalSource.TrainedAlgorithmicMedia, "trainedAlgorithmicMedia")]
    public void Each_source_has_the_term_of_IPTC(DigitalSource source, string term)
    {
        var marked = Provenance.Mark(File.ReadAllBytes(FixtureImages.PathOf("small.png")), source);

        Assert.Equal(term, Provenance.Term(source));
        Assert.Equal("http://cv.iptc.org/newscodes/digitalsourcetype/" + term, Packet(marked).Descendants(Iptc + "DigitalSourceType").Single().Value);
        Assert.Equal(source, Provenance.Read(marked));
    }

    [Fact]
    public void A_weightier_mark_stays()
    {
        var made = Provenance.Mark(File.ReadAllBytes(FixtureImages.PathOf("small.png")), DigitalSource.TrainedAlgorithmicMedia);
        var smoothed = Provenance.Mark(File.ReadAllBytes(FixtureImages.PathOf("small.png")), DigitalSource.AlgorithmicallyEnhanced);

        Assert.Same(made, Provenance.Mark(made, DigitalSource.AlgorithmicallyEnhanced));
        Assert.Equal(DigitalSource.CompositeWithTrainedAlgorithmicMedia, Provenance.Read(Provenance.Mark(smoothed, DigitalSource.CompositeWithTrainedAlgorithmicMedia)));
    }

    [Theory]
    [InlineData(DigitalSource.AlgorithmicallyEnhanced, null, null, DigitalSource.AlgorithmicallyEnhanced)]
    [InlineData(DigitalSource.AlgorithmicallyEnhanced, DigitalSource.TrainedAlgorithmicMedia, null, DigitalSource.TrainedAlgorithmicMedia)]
    [InlineData(DigitalSource.AlgorithmicallyEnhanced, null, DigitalSource.TrainedAlgorithmicMedia, DigitalSource.CompositeWithTrainedAlgorithmicMedia)]
    [InlineData(DigitalSource.AlgorithmicallyEnhanced, null, DigitalSource.AlgorithmicallyEnhanced, DigitalSource.AlgorithmicallyEnhanced)]
    [InlineData(DigitalSource.TrainedAlgorithmicMedia, null, DigitalSource.AlgorithmicMedia, DigitalSource.TrainedAlgorithmicMedia)]
    public void An_edit_inherits_what_its_pictures_are(DigitalSource edit, DigitalSource? photo, DigitalSource? part, DigitalSource expected) =>
        Assert.Equal(expected, Provenance.OfEdit(edit, photo, part));

    [Theory]
    [InlineData("a.png")]
    [InlineData("a.jpg")]
    public void Pixels_carry_no_mark_so_whoever_loads_and_saves_says_it_again(string name)
    {
        using var folder = new TemporaryFolder();
        ImageFile.Save(folder.File(name), FixtureImages.Load("picture.png"), source: DigitalSource.TrainedAlgorithmicMedia);

        ImageFile.Save(folder.File(name), ImageFile.Load(folder.File(name)));

        Assert.Null(Provenance.Read(File.ReadAllBytes(folder.File(name))));
    }

    [Fact]
    public void The_JPEG_mark_follows_the_EXIF_segment()
    {
        var marked = Provenance.Mark(File.ReadAllBytes(FixtureImages.PathOf("orientation_6.jpg")), DigitalSource.TrainedAlgorithmicMedia);

        var text = Encoding.Latin1.GetString(marked);
        Assert.True(text.IndexOf("Exif\0", StringComparison.Ordinal) < text.IndexOf("http://ns.adobe.com/xap/1.0/\0", StringComparison.Ordinal));
        Assert.Equal(12, SkiaImageCodec.Default.Decode(marked).Width);
    }

    [Theory]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.Jpeg)]
    public void An_existing_packet_is_kept_and_its_source_type_replaced(ImageFormat format)
    {
        var encoded = SkiaImageCodec.Default.Encode(FixtureImages.Load("small.png"), format);
        const string Packet = """
            <?xpacket begin="" id="x"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" dc:title="kept" xmlns:e="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
            e:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>
            """;
        var captured = format == ImageFormat.Png ? PngXmp.Write(encoded, Packet) : JpegXmp.Write(encoded, Packet);

        var marked = Provenance.Mark(captured, DigitalSource.TrainedAlgorithmicMedia);

        Assert.Null(Provenance.Read(captured));
        Assert.NotNull(Provenance.Read(marked));
        var text = Encoding.UTF8.GetString(marked);
        Assert.Contains("kept", text);
        Assert.DoesNotContain("digitalCapture", text);
        Assert.Equal(1, text.Split("<x:xmpmeta").Length - 1);
    }

    [Theory]
    [InlineData(""" e:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"/>""")]
    [InlineData("""><e:DigitalSourceType r:resource="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"/></r:Description>""")]
    public void Other_spellings_of_the_mark_are_understood(string property)
    {
        var packet = $"""<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="{Iptc}"><r:Description r:about=""{property}</r:RDF>""";

        Assert.Equal(DigitalSource.TrainedAlgorithmicMedia, XmpPacket.Source(packet));
        Assert.Null(XmpPacket.Source(packet.Replace("trained", "other", StringComparison.Ordinal)));
        Assert.Null(XmpPacket.Source("<broken"));
    }

    [Fact]
    public void Other_files_are_refused()
    {
        Assert.Throws<ImageFormatException>(() => Provenance.Mark(File.ReadAllBytes(FixtureImages.PathOf("small.gif")), DigitalSource.TrainedAlgorithmicMedia));
        Assert.Throws<ImageFormatException>(() => Provenance.Mark(File.ReadAllBytes(FixtureImages.PathOf("lossless.webp"))[..40], DigitalSource.TrainedAlgorithmicMedia));
        Assert.Throws<ImageFormatException>(() => Provenance.Mark(File.ReadAllBytes(FixtureImages.PathOf("small.png"))[..40], DigitalSource.TrainedAlgorithmicMedia));
        Assert.Throws<ImageFormatException>(() => Provenance.Mark(File.ReadAllBytes(FixtureImages.PathOf("small.png"))[..8], DigitalSource.TrainedAlgorithmicMedia));
        Assert.Throws<ImageFormatException>(() => Provenance.Mark(File.ReadAllBytes(FixtureImages.PathOf("orientation_1.jpg"))[..40], DigitalSource.TrainedAlgorithmicMedia));
    }

    private static XElement Packet(byte[] encoded)
    {
        var text = Encoding.UTF8.GetString(encoded);
        var start = text.IndexOf("<x:xmpmeta", StringComparison.Ordinal);
        var end = text.IndexOf("</x:xmpmeta>", start, StringComparison.Ordinal);
        return XElement.Parse(text[start..(end + "</x:xmpmeta>".Length)]);
    }
}
