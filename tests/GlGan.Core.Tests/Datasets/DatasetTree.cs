using System.IO.Compression;
using System.Text;
using GlGan.Datasets;
using GlGan.Imaging;

namespace GlGan.Tests.Datasets;

/// <summary>Small datasets in a temporary folder: every image is one colour, whose red is the place of the image in the call.</summary>
internal sealed class DatasetTree : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    internal DatasetTree(params string[] files)
    {
        for (var place = 0; place < files.Length; place++) Save(files[place], Plain(8, 8, (byte)place));
    }

    internal string FullPath => _folder.FullPath;

    public void Dispose() => _folder.Dispose();

    internal static ImageBuffer Plain(int width, int height, byte red)
    {
        var image = new ImageBuffer(width, height);
        for (var i = 0; i < image.Pixels.Length; i += 3) image.Pixels[i] = red;
        return image;
    }

    internal static byte Red(IFaceImage image) => image.Load(SkiaImageCodec.Default).Pixels[0];

    internal static string[] Names(IFaceDataset dataset) => [.. Enumerable.Range(0, dataset.Count).Select(index => dataset[index].Name)];

    internal static string?[] Classes(IFaceDataset dataset) => [.. Enumerable.Range(0, dataset.Count).Select(index => dataset[index].Class)];

    internal string At(string name) => _folder.File(name);

    /// <summary>Saves as PNG, whatever the name: the content decides how an image is read.</summary>
    internal void Save(string name, ImageBuffer image) => Write(name, SkiaImageCodec.Default.Encode(image, ImageFormat.Png));

    internal void Write(string name, params byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.WriteAllBytes(At(name), bytes);
    }

    /// <summary>Writes an archive with entries of these very names, each an image of one colour unless it is given.</summary>
    internal string Zip(string name, Encoding encoding, params (string Entry, byte[]? Bytes)[] entries)
    {
        using var file = ZipFile.Open(At(name), ZipArchiveMode.Create, encoding);
        for (var place = 0; place < entries.Length; place++)
        {
            using var stream = file.CreateEntry(entries[place].Entry).Open();
            stream.Write(entries[place].Bytes ?? SkiaImageCodec.Default.Encode(Plain(8, 8, (byte)place), ImageFormat.Png));
        }

        return At(name);
    }

    /// <summary>Packs everything so far into an archive outside of it.</summary>
    internal string Zip(string name, CompressionLevel level = CompressionLevel.Optimal)
    {
        var archive = At(name);
        using var file = ZipFile.Open(archive, ZipArchiveMode.Create);
        var sources = Directory.EnumerateFiles(FullPath, "*", SearchOption.AllDirectories).Where(source => source != archive);
        foreach (var source in sources.Order(StringComparer.Ordinal))
            file.CreateEntryFromFile(source, Path.GetRelativePath(FullPath, source).Replace('\\', '/'), level);
        return archive;
    }

    internal IFaceDataset Open(DatasetOptions? options = null, string? format = null) => DatasetFormats.Open(FullPath, format, options);

    internal string Problem(DatasetOptions? options = null, string? format = null) => Assert.Throws<DatasetException>(() => Open(options, format)).Message;
}
