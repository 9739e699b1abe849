using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using GlGan.Foundation;
using GlGan.Generators;
using GlGan.Serialization;

namespace GlGan.Training;

/// <summary>
/// The checkpoints of one training: folders named by the images seen, each complete or absent. A folder is written under another name, flushed and
/// renamed; the SHA-256 of every file is written with it and verified before it is read.
/// </summary>
public sealed partial class CheckpointStore
{
    /// <summary>File of the averaged generator's weights in a checkpoint.</summary>
    internal const string AverageFile = "average.safetensors";

    private const string Prefix = "checkpoint-";
    private const string PartialPrefix = ".partial-";
    private const string StateFile = "state.json";
    private const string VersionKey = "version";
    private const string LibraryKey = "library";
    private const string SumsFile = "SHA256SUMS";

    // ENOSPC and EDQUOT of Linux and macOS, and the two of Windows.
    private static readonly int[] Full = [28, 122, 69, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    private readonly CheckpointOptions _options;

    /// <summary>Prepares a store; nothing is written yet.</summary>
    /// <param name="folder">Folder that holds the checkpoints, and may hold other files.</param>
    /// <param name="options">How many are kept; defaults unless given.</param>
    /// <exception cref="ArgumentException">Options are invalid; the message lists all errors.</exception>
    public CheckpointStore(string folder, CheckpointOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _options = options.ValidOrDefault();
        Folder = Path.GetFullPath(folder);
    }

    /// <summary>Folder that holds the checkpoints.</summary>
    public string Folder { get; }

    /// <summary>How many checkpoints are kept, and how often they are written.</summary>
    public CheckpointOptions Options => _options;

    /// <summary>
    /// Full paths of the checkpoint folders, the newest first: those named <c>checkpoint-</c> and twelve digits. Others, such as copies under names of their own, are never read nor removed.
    /// Whether they are intact is not known until they are read.
    /// </summary>
    public IReadOnlyList<string> List() => !Directory.Exists(Folder)
        ? []
        : [.. Directory.EnumerateDirectories(Folder, Prefix + "*").Where(path => CheckpointName.IsMatch(Path.GetFileName(path))).OrderDescending(StringComparer.Ordinal)];

    /// <summary>Full path of the checkpoint that is best by <see cref="CheckpointOptions.BestBy"/>; <see langword="null"/> when none was measured.</summary>
    public string? Best() => BestFirst().FirstOrDefault();

    /// <summary>Loads the averaged generator of the intact checkpoint that is best by <see cref="CheckpointOptions.BestBy"/>.</summary>
    /// <param name="generator">A generator of the same shape, whose weights are replaced; borrowed.</param>
    /// <returns>Images seen up to that checkpoint; <see langword="null"/> when none was measured or all that were are damaged, and nothing is loaded.</returns>
    public long? LoadBest(FaceGenerator generator)
    {
        ArgumentNullException.ThrowIfNull(generator);
        if (FirstIntact(BestFirst(), _ => { }) is not var (path, state)) return null;
        ModuleWeights.Load(generator, Path.Combine(path, AverageFile));
        return state.Images;
    }

    /// <summary>Images seen at the newest intact checkpoint; <see langword="null"/> when there is no checkpoint at all.</summary>
    /// <exception cref="CheckpointException">There are checkpoints, but none that is intact and of this version's layout; the message is about the oldest.</exception>
    public long? NewestImages()
    {
        CheckpointException? last = null;
        return Newest(problem => last = problem)?.State.Images ?? (last is null ? null : throw last);
    }

    /// <summary>The right to write into the folder.</summary>
    /// <exception cref="IOException">Another training has it.</exception>
    internal WriteLock Hold()
    {
        Directory.CreateDirectory(Folder);
        return WriteLock.Take(Folder);
    }

    /// <summary>Writes a checkpoint, then removes those that need not be kept. When writing fails, the earlier ones are as they were; on a full disk only the newest that is intact, and the best.</summary>
    /// <exception cref="IOException">The disk is full, or the folder cannot be written.</exception>
    internal void Save(CheckpointState state, IReadOnlyDictionary<string, Action<string>> files)
    {
        Directory.CreateDirectory(Folder);
        foreach (var leftover in Directory.EnumerateDirectories(Folder, PartialPrefix + "*").Where(path => PartialName.IsMatch(Path.GetFileName(path)))) Directory.Delete(leftover, recursive: true);
        try
        {
            Write(state, files);
        }
        catch (IOException problem) when (IsFull(problem) && Spare() is { Length: > 0 } spare)
        {
            foreach (var path in spare) Directory.Delete(path, recursive: true);
            Write(state, files);
        }
    }

    private void Write(CheckpointState state, IReadOnlyDictionary<string, Action<string>> files)
    {
        var partial = Path.Combine(Folder, PartialPrefix + Guid.NewGuid().ToString("N"));
        var target = Path.Combine(Folder, Prefix + state.Images.ToString("D12", CultureInfo.InvariantCulture));
        try
        {
            Directory.CreateDirectory(partial);
            foreach (var (name, write) in files) write(Path.Combine(partial, name));
            AtomicFile.Write(Path.Combine(partial, StateFile), JsonSerializer.SerializeToUtf8Bytes(state, CheckpointJson.Default.CheckpointState));
            var sums = files.Keys.Append(StateFile).Select(name => $"{Sum(Path.Combine(partial, name))}  {name}\n");
            AtomicFile.Write(Path.Combine(partial, SumsFile), Encoding.ASCII.GetBytes(string.Concat(sums)));
            if (Directory.Exists(target)) Directory.Delete(target, recursive: true);
            Directory.Move(partial, target);
        }
        catch (Exception problem)
        {
            if (Directory.Exists(partial)) Directory.Delete(partial, recursive: true);
            var told = UserFile.Told(problem, partial, target);
            if (told == problem) throw;
            throw told;
        }

        // Later ones belong to a future that was rolled back or found damaged.
        foreach (var abandoned in List().Where(path => string.CompareOrdinal(Path.GetFileName(path), Path.GetFileName(target)) > 0)) Directory.Delete(abandoned, recursive: true);
        Prune();
    }

    /// <summary>The newest intact checkpoint; <see langword="null"/> when there is none.</summary>
    /// <param name="damaged">Told of every newer checkpoint that is damaged.</param>
    internal (string Path, CheckpointState State)? Newest(Action<CheckpointException> damaged) => FirstIntact(List(), damaged);

    private static (string Path, CheckpointState State)? FirstIntact(IEnumerable<string> checkpoints, Action<CheckpointException> damaged)
    {
        foreach (var path in checkpoints)
        {
            try
            {
                return (path, Verify(path));
            }
            catch (CheckpointException problem)
            {
                damaged(problem);
            }
        }

        return null;
    }

    /// <summary>Reads the state of a checkpoint after checking every file against its sum.</summary>
    /// <exception cref="CheckpointException">A file is missing or damaged.</exception>
    internal static CheckpointState Verify(string checkpoint)
    {
        try
        {
            foreach (var file in Directory.GetFiles(checkpoint)) UserFile.Require(file);
            var lines = File.ReadAllLines(Path.Combine(checkpoint, SumsFile));
            if (lines.Length != Directory.GetFiles(checkpoint).Length - 1) throw new CheckpointException(checkpoint, $"{SumsFile} does not list every file.");
            foreach (var line in lines)
            {
                if (line.Split("  ", 2) is not [var expected, var name] || name != Path.GetFileName(name))
                    throw new CheckpointException(checkpoint, $"{SumsFile} has the line '{line}', which is no checksum and name.");
                if (Sum(Path.Combine(checkpoint, name)) != expected) throw new CheckpointException(checkpoint, $"{name} is damaged: its SHA-256 is not the one in {SumsFile}.");
            }

            var text = File.ReadAllBytes(Path.Combine(checkpoint, StateFile));
            // Nodes are decoded when they are asked for, which is too late for an error.
            if (!Utf8.IsValid(text)) throw new CheckpointException(checkpoint, $"{StateFile} is not valid UTF-8.");
            var state = JsonNode.Parse(text, documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject ?? throw new CheckpointException(checkpoint, $"{StateFile} is empty.");
            if (state[VersionKey]?.ToJsonString() is var version && version != $"{CheckpointState.CurrentVersion}")
            {
                throw new CheckpointException(
                    checkpoint,
                    $"written by another version of GlGan.Core ({state[LibraryKey]}, layout {version}; this one reads {CheckpointState.CurrentVersion}). "
                    + "Resume with that version, or train anew.");
            }

            var read = state.Deserialize(CheckpointJson.Default.CheckpointState)!;
            return read.Errors().FirstOrDefault() is { } error ? throw new CheckpointException(checkpoint, $"{StateFile} cannot be: {error}") : read;
        }
        catch (Exception problem) when (problem is IOException and not CheckpointException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            throw new CheckpointException(checkpoint, PlainText.Describe(problem), problem);
        }
    }

    // The newest says which way is better: an older one may have been measured by something else of that name.
    private IEnumerable<string> BestFirst()
    {
        if (_options.BestBy is not { } name) return [];
        var measured = List().Select(path => (Path: path, Score: Score(path, name))).Where(entry => entry.Score is not null).Select(entry => (entry.Path, Score: entry.Score!.Value)).ToArray();
        return measured.OrderByDescending(entry => measured[0].Score.HigherIsBetter ? entry.Score.Value : -entry.Score.Value).Select(entry => entry.Path);
    }

    private void Prune()
    {
        var best = Best();
        foreach (var path in List().Skip(_options.KeepLast).Where(path => path != best)) Directory.Delete(path, recursive: true);
    }

    // What makes room, while the newest that is intact serves until another is complete.
    private string[] Spare()
    {
        var (newest, best) = (Newest(_ => { })?.Path, Best());
        return newest is null ? [] : [.. List().Where(path => path != newest && path != best)];
    }

    private static bool IsFull(Exception? problem) => problem is not null && (Full.Contains(problem.HResult) || IsFull(problem.InnerException));

    private static MeasuredScore? Score(string checkpoint, string name)
    {
        try
        {
            UserFile.Require(Path.Combine(checkpoint, StateFile));
            using var stream = File.OpenRead(Path.Combine(checkpoint, StateFile));
            return JsonSerializer.Deserialize(stream, CheckpointJson.Default.CheckpointState)?.Scores.TryGetValue(name, out var score) == true && double.IsFinite(score.Value) ? score : null;
        }
        catch (Exception problem) when (problem is IOException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Sum(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    [GeneratedRegex(@"^checkpoint-[0-9]{12}\z")]
    private static partial Regex CheckpointName { get; }

    [GeneratedRegex(@"^\.partial-[0-9a-f]{32}\z")]
    private static partial Regex PartialName { get; }
}
