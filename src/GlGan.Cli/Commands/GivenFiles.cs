using GlGan.Foundation;

namespace GlGan.Cli.Commands;

/// <summary>What a command was given to read: nothing of it is written over, by whatever path a result leads there.</summary>
internal sealed class GivenFiles
{
    private readonly Dictionary<string, string> _given = new(StringComparer.Ordinal);
    private string? _dataset;

    /// <summary>Files, and folders with the files in them but not below. Nothing is opened; what is missing is left to whoever reads it.</summary>
    /// <exception cref="IOException">One is a pipe, a socket or a device, or a link that leads nowhere.</exception>
    internal GivenFiles(params IEnumerable<string?> paths)
    {
        foreach (var path in paths.OfType<string>().Where(path => path.Length > 0))
        {
            Add(path);
            if (!Directory.Exists(path)) UserFile.Require(path);
            else foreach (var file in Directory.EnumerateFiles(path)) Add(file);
        }
    }

    /// <summary>These and a dataset: a file, or a folder with everything in and below it.</summary>
    internal GivenFiles WithDataset(string path)
    {
        Add(path);
        if (Directory.Exists(path)) _dataset = path;
        return this;
    }

    /// <summary>Refuses a file or folder to write to that is given.</summary>
    /// <param name="output">Its path.</param>
    /// <param name="ofDataset">Whether a file in or below the folder of the dataset counts as given.</param>
    /// <exception cref="ArgumentException">It is; the message says so.</exception>
    /// <exception cref="IOException">It is a pipe, a socket or a device.</exception>
    internal void Refuse(string output, bool ofDataset = true)
    {
        if (PathTarget.Of(output) is not { Identity: { } identity } target) return;
        if (target.Kind != PathKind.Folder) UserFile.Require(output);
        if (_given.TryGetValue(identity, out var given)) throw Refusal(output, given);
        if (ofDataset && target.Kind == PathKind.File && _dataset is not null && LiesIn(_dataset, output)) throw Refusal(output, RealPath.Of(output));
    }

    /// <summary>Refuses a folder of results that is given, or whose files of these names lead to something that is.</summary>
    internal void RefuseIn(string folder, params IEnumerable<string> names)
    {
        Refuse(folder);
        foreach (var path in names.Select(name => Path.Combine(folder, name))) Refuse(path, ofDataset: new FileInfo(path).LinkTarget is not null);
    }

    private void Add(string path)
    {
        if (PathTarget.Of(path).Identity is { } identity) _given.TryAdd(identity, path);
    }

    private static bool LiesIn(string folder, string path)
    {
        var identity = PathTarget.Of(folder).Identity;
        for (var at = RealPath.Of(path); at is not null; at = Path.GetDirectoryName(at))
            if (PathTarget.Of(at).Identity == identity) return true;
        return false;
    }

    private static ArgumentException Refusal(string output, string given)
    {
        var (kind, way) = (Directory.Exists(given) ? "folder" : "file", Full(output) == Full(given) ? "is" : $"'{output}' leads to");
        return new($"--out {way} '{given}', a {kind} this command reads: what it was given would be overwritten. Give another {kind}.");

        static string Full(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
    }
}
