using System.Text;
using System.Text.Json;
using GlGan.Cli.Display;
using GlGan.Cli.Swapping;
using GlGan.Datasets;
using GlGan.Foundation;
using GlGan.Imaging;

namespace GlGan.Cli.Commands;

/// <summary>Edits one photo or each of a folder, and writes the results.</summary>
/// <param name="Output">File to write, or the folder when a folder is edited.</param>
/// <param name="Source">What the edit makes of a photo, which results are marked with unless their inputs bear weightier marks; not at all where it is <see langword="null"/>.</param>
/// <param name="SideBySide">Whether what went in is written beside what came out.</param>
internal sealed record EditingRun(string Output, DigitalSource? Source, bool SideBySide)
{
    /// <summary>What is done is written to a file of this name in the folder of results, or to the result's name and <see cref="RecordExtension"/>.</summary>
    internal const string RecordFile = "swaps.json", RecordExtension = ".json";

    private const int Gap = 4;
    private const int LongestName = 255;

    /// <summary>What of a photo's metadata is kept.</summary>
    internal MetadataKept Metadata { get; init; }

    /// <summary>Edits a file, or every image of a folder; those of a folder that cannot be read or edited, such as damaged ones, are left out and listed.</summary>
    /// <param name="what">What is done, in one word, for the display of progress.</param>
    /// <param name="input">File or folder.</param>
    /// <param name="given">It and all else that is read.</param>
    /// <param name="edit">Edits the image of a path.</param>
    /// <param name="stop">Ends the run after the image in progress.</param>
    /// <returns>The exit code.</returns>
    internal int Over(string what, string input, GivenFiles given, Func<string, EditedPhoto> edit, CancellationToken stop)
    {
        if (Directory.Exists(input)) return OverFolder(what, input, given, edit, stop);
        OutputFile.RequireImage(Output);
        given.Refuse(Output);
        var edited = edit(input);
        var mark = MarkOf(input, edited);
        if (edited.Record is not null) given.Refuse(Output + RecordExtension);
        Save(Output, input, edited, mark);
        if (edited.Record?.Invoke(Output, Name(mark)) is { } record) AtomicFile.Write(Output + RecordExtension, JsonSerializer.SerializeToUtf8Bytes(record, CliJson.Default.SwappedPhoto));
        Screen.Say($"wrote {Output}{(mark is { } source ? $", marked as {Provenance.Term(source)}" : "")}");
        return ExitCodes.Success;
    }

    /// <summary>Refuses a result that is the photo itself, which would be written as if it were edited.</summary>
    /// <returns>The result.</returns>
    internal static ImageBuffer Changed(string path, ImageBuffer photo, ImageBuffer result) => !result.Pixels.AsSpan().SequenceEqual(photo.Pixels)
        ? result
        : throw new ArgumentException($"Nothing of '{path}' was changed: its faces are too small, or lie outside what is seen.");

    private DigitalSource? MarkOf(string photo, EditedPhoto edited) => Source is { } edit ? Provenance.OfEdit(edit, SourceOf(photo), [.. edited.Parts.Select(SourceOf)]) : null;

    /// <summary>What a picture is marked as.</summary>
    internal static DigitalSource? SourceOf(string path)
    {
        try
        {
            return Provenance.Read(File.ReadAllBytes(path));
        }
        catch (ImageFormatException)
        {
            return null;
        }
    }

    private int OverFolder(string what, string folder, GivenFiles given, Func<string, EditedPhoto> edit, CancellationToken stop)
    {
        if (PathTarget.Of(Output).Kind == PathKind.File) throw new ArgumentException($"--out: '{Output}' is a file; where the input is a folder, give a folder.");
        string[] names = [.. ImageFiles.In(folder)];
        DamagedImage[] notImages = [.. NotImages(folder)];
        if (names.Length == 0)
            throw new ArgumentException($"There is no image in '{folder}'{string.Concat(notImages.Take(1).Select(other => $" but of other kinds, such as {other.Name}: {other.Reason}"))}.");
        string[] outputs = [.. names.Select(name => Path.Combine(Output, Writable(name)))];
        given.RefuseIn(Output, names.Select(Writable));
        RequireDistinct(names, outputs, OutputFolder.Prepare(Output));
        List<DamagedImage> failed = [];
        List<SwappedPhoto> records = [];
        DatasetProgressDisplay.Show(what, progress =>
        {
            for (var i = 0; i < names.Length; i++)
            {
                stop.ThrowIfCancellationRequested();
                EditedPhoto? result = null;
                try
                {
                    result = edit(Path.Combine(folder, names[i]));
                }
                catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
                {
                    failed.Add(new DamagedImage(names[i], CommandRunner.Message(problem)));
                }

                // A result that cannot be written, as on a full disk, ends the run: the next could not be either.
                if (result is not null)
                {
                    var mark = MarkOf(Path.Combine(folder, names[i]), result);
                    Save(outputs[i], Path.Combine(folder, names[i]), result, mark);
                    if (result.Record?.Invoke(outputs[i], Name(mark)) is { } record) records.Add(record);
                }

                progress.Report(new DatasetProgress(i + 1, names.Length, failed.Count));
            }

            return names.Length;
        });
        if (records.Count > 0)
        {
            given.Refuse(Path.Combine(Output, RecordFile));
            AtomicFile.Write(Path.Combine(Output, RecordFile), JsonSerializer.SerializeToUtf8Bytes(records, CliJson.Default.ListSwappedPhoto));
        }

        DamagedImages.Print([.. failed, .. notImages], "image");
        Screen.Say($"wrote {PlainText.Counted(names.Length - failed.Count, "image")} to {Output}{(Source is null ? "" : ", with marks")}");
        return failed.Count < names.Length ? ExitCodes.Success : ExitCodes.Failure;
    }

    private void Save(string output, string input, EditedPhoto edited, DigitalSource? mark) =>
        ImageFile.Save(output, Picture(edited), source: mark, metadata: Metadata == MetadataKept.None ? null : PhotoMetadata.Read(File.ReadAllBytes(edited.Photo ?? input), Metadata));

    private static string? Name(DigitalSource? mark) => mark is { } source ? Provenance.Term(source) : null;

    private ImageBuffer Picture(EditedPhoto edited) => SideBySide ? ImageGrid.Compose(edited.Pictures, edited.Pictures.Count, Gap) : edited.Pictures[^1];

    private static IEnumerable<DamagedImage> NotImages(string folder) =>
    [
        .. ImageFiles.UnsupportedIn(folder).Select(name => new DamagedImage(name, "images of this format are not read")),
        .. Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)).Where(ImageFiles.IsImage).Select(name => new DamagedImage(name, "this is a folder")),
    ];

    private static void RequireDistinct(string[] names, string[] outputs, StringComparer comparer)
    {
        var taken = new Dictionary<string, string>(comparer);
        foreach (var (name, output) in names.Zip(outputs))
        {
            if (!taken.TryAdd(RealPath.Of(output), name))
                throw new ArgumentException($"'{taken[RealPath.Of(output)]}' and '{name}' would both be written to '{output}'. Rename one of them, or edit them one by one.");
        }
    }

    // Formats that are only read are written as PNG, beside files of the same name.
    private static string Writable(string name) => ImageFile.IsWritten(name) ? name
        : Encoding.UTF8.GetByteCount(name) + ".png".Length <= LongestName ? $"{name}.png"
        : Path.ChangeExtension(name, ".png");
}
