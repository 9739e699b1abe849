using System.IO.Compression;
using GlGan.Datasets;
using GlGan.Imaging;

namespace GlGan.Fuzz.Targets;

internal sealed class ZipTarget : IFuzzTarget
{
    public string Name => "zip";

    public IReadOnlyList<byte[]> Seeds { get; } = [Archive(CompressionLevel.NoCompression), Archive(CompressionLevel.Optimal)];

    public IReadOnlyList<Type> Refusals { get; } = [typeof(DatasetException)];

    public void Run(byte[] input, string file)
    {
        using var dataset = new ZipFormat().Open(file, new DatasetOptions());
        for (var index = 0; index < dataset.Count; index++)
        {
            try
            {
                dataset[index].Image.Load(ImageTarget.Codec);
            }
            catch (ImageFormatException)
            {
                // A damaged image is left out, and the others are read.
            }
        }
    }

    private static byte[] Archive(CompressionLevel level)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            var images = SeedFiles.Of("imaging", name => name is "small.png" or "orientation_1.jpg" or "lossless.webp");
            foreach (var (name, image) in ((string[])["00000/a.png", "00000/b.jpg", "00001/c.webp"]).Zip(images))
            {
                var entry = archive.CreateEntry(name, level);
                entry.LastWriteTime = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var stream = entry.Open();
                stream.Write(image);
            }

            using var labels = archive.CreateEntry("dataset.json", level).Open();
            labels.Write("""{"labels":[["00000/a.png",6],["00000/b.jpg",1],["00001/c.webp",2]]}"""u8);
        }

        return bytes.ToArray();
    }
}
