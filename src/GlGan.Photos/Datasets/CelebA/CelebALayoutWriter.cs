using System.Globalization;
using System.Numerics;
using GlGan.Faces;
using GlGan.Foundation;
using GlGan.Imaging;
using GlGan.Rendering;

namespace GlGan.Datasets;

/// <summary>
/// Writes synthetic faces as CelebA is published (Liu et al., ICCV 2015): 178×218 JPEG files in <c>img_align_celeba</c> and the five annotation files, so that
/// whatever reads CelebA can be tried without it. Beside the images lies <c>landmarks.csv</c> with the 68 landmarks, exact to a fraction of a pixel. Each file is marked as synthetic (<see cref="Provenance"/>). Attributes that the renderer does not model are -1.
/// </summary>
public static class CelebALayoutWriter
{
    private const int JpegQuality = 90;
    private const string ImageFolder = "img_align_celeba";

    /// <summary>Renders and writes a dataset. The folder appears when it is complete; its bytes depend on the options only.</summary>
    /// <param name="folder">Folder to make; it must not exist, or be empty.</param>
    /// <param name="options">How many images of whom; defaults unless given.</param>
    /// <param name="progress">Told after every image, one call at a time.</param>
    /// <param name="codec">Encoder; <see cref="SkiaImageCodec.Default"/> unless given.</param>
    /// <param name="cancellationToken">Ends the work; nothing is left behind.</param>
    /// <exception cref="ArgumentException">Options are invalid; the message lists all errors.</exception>
    /// <exception cref="IOException">The folder exists and is not empty, or cannot be written.</exception>
    public static void Write(
        string folder,
        CelebALayoutOptions? options = null,
        IProgress<DatasetProgress>? progress = null,
        IImageCodec? codec = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        options = options.ValidOrDefault();
        var target = Path.TrimEndingDirectorySeparator(RealPath.Of(folder));
        if (File.Exists(target) || Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
            throw new IOException($"'{folder}' exists already, and is not an empty folder.");
        var unfinished = Path.Combine(Path.GetDirectoryName(target)!, $".{Guid.NewGuid():N}.unfinished");
        try
        {
            Directory.CreateDirectory(Path.Combine(unfinished, ImageFolder));
            WriteAll(unfinished, options, progress, codec ?? SkiaImageCodec.Default, cancellationToken);
            if (Directory.Exists(target)) Directory.Delete(target);
            Directory.Move(unfinished, target);
        }
        catch (Exception problem)
        {
            if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
            var told = UserFile.Told(problem, unfinished, target);
            if (told == problem) throw;
            throw told;
        }
    }

    private static void WriteAll(
        string folder, CelebALayoutOptions options, IProgress<DatasetProgress>? progress, IImageCodec codec, CancellationToken cancellationToken)
    {
        var faces = new SyntheticFaces(options.Seed);
        var rows = new Row[options.Images];
        var gate = new Lock();
        var done = 0;
        ParallelWork.For(options.Images, options.Workers, Render, cancellationToken);
        WriteAnnotations(folder, rows);
        LandmarksCsv.Write(
            Path.Combine(folder, ImageFolder, LandmarksCsv.FileName), rows.Select(row => KeyValuePair.Create<string, IReadOnlyList<DetectedFace>>(row.Name, [row.Found])));

        void Render(int index)
        {
            var face = CelebAFace.At(index, options);
            var (image, found) = face.Render(faces, options.Height);
            File.WriteAllBytes(Path.Combine(folder, ImageFolder, FileName(index)), Provenance.Mark(codec.Encode(image, ImageFormat.Jpeg, JpegQuality), DigitalSource.AlgorithmicMedia));
            rows[index] = new Row(FileName(index), face, found, Rounded(found.Landmarks), Attributes(face, faces));
            lock (gate) progress?.Report(new DatasetProgress(++done, options.Images));
        }
    }

    // Widths of columns, and the blank behind the last attribute, are those of the published files.
    private static void WriteAnnotations(string folder, Row[] rows)
    {
        var count = rows.Length.ToString(CultureInfo.InvariantCulture);
        WriteLines("list_attr_celeba.txt", [count, string.Concat(CelebAAttributes.Names.Select(name => name + " "))], row => row.Name + row.Attributes);
        WriteLines(
            "list_landmarks_align_celeba.txt",
            [count, "lefteye_x lefteye_y righteye_x righteye_y nose_x nose_y leftmouth_x leftmouth_y rightmouth_x rightmouth_y"],
            row => $"{row.Name} {string.Concat(row.Landmarks.Select(number => string.Create(CultureInfo.InvariantCulture, $"{number,5}")))}");
        WriteLines("list_bbox_celeba.txt", [count, "image_id x_1 y_1 width height"], row => $"{row.Name} {Box(row.Landmarks)}");
        WriteLines("list_eval_partition.txt", [], row => $"{row.Name} {row.Face.Split}");
        WriteLines("identity_CelebA.txt", [], row => $"{row.Name} {row.Face.Identity + 1}");

        void WriteLines(string file, string[] head, Func<Row, string> line) =>
            File.WriteAllText(Path.Combine(folder, file), string.Concat(head.Concat(rows.Select(line)).Select(text => text + "\n")));
    }

    // Brows to chin, ear to ear, in proportion to the landmarks.
    private static string Box(int[] landmarks)
    {
        var eyes = new Vector2(landmarks[0] + landmarks[2], landmarks[1] + landmarks[3]) / 2;
        var mouth = new Vector2(landmarks[6] + landmarks[8], landmarks[7] + landmarks[9]) / 2;
        var unit = Vector2.Distance(eyes, mouth);
        var middle = Vector2.Lerp(eyes, mouth, 0.5f);
        return $"{Math.Max(1, (int)(middle.X - 1.2f * unit)),5}{Math.Max(1, (int)(middle.Y - 1.3f * unit)),4}{(int)(2.4f * unit),4}{(int)(2.6f * unit),4}";
    }

    private static string Attributes(CelebAFace face, SyntheticFaces faces)
    {
        var attributes = CelebAAttributes.Of(faces.Identity(face.Identity), face.Pose(faces));
        return string.Concat(CelebAAttributes.Names.Select(name => attributes.Contains(name) ? "  1" : " -1"));
    }

    private static string FileName(int index) => string.Create(CultureInfo.InvariantCulture, $"{index + 1:000000}.jpg");

    private static int[] Rounded(FaceLandmarks landmarks) =>
        [.. landmarks.ToArray().SelectMany(point => (int[])[(int)MathF.Round(point.X), (int)MathF.Round(point.Y)])];

    private readonly record struct Row(string Name, CelebAFace Face, DetectedFace Found, int[] Landmarks, string Attributes);
}
