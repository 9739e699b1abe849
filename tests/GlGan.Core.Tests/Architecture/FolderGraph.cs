using System.Text.RegularExpressions;

namespace GlGan.Tests.Architecture;

/// <summary>The libraries' folders, and which of them mention types of which others. A file is named after the one type in it, so names of files are names of types.</summary>
internal sealed partial class FolderGraph
{
    internal static readonly string[] Libraries = ["GlGan.Photos", "GlGan.Core", "GlGan.Onnx", "GlGan.Mpi", "GlGan.Video"];

    private readonly Dictionary<string, string> _folders = [];

    private FolderGraph()
    {
        Sources = [.. Libraries.SelectMany(SourcesOf)];
        foreach (var (folder, path) in Sources)
            if (!_folders.TryAdd(Path.GetFileNameWithoutExtension(path), folder)) Assert.Fail($"Two files are called {Path.GetFileName(path)}.");
        Uses = [.. Sources.SelectMany(source => Mentioned(source.Path)
            .Where(type => _folders[type] != source.Folder)
            .Select(type => (source.Folder, _folders[type], $"{Path.GetFileNameWithoutExtension(source.Path)} uses {type}")))];
    }

    internal static FolderGraph Read { get; } = new();

    /// <summary>Every file with its folder, such as <c>Training/Steps</c>; empty for one outside all folders.</summary>
    internal IReadOnlyList<(string Folder, string Path)> Sources { get; }

    /// <summary>Every use of a type of another folder.</summary>
    internal IReadOnlyList<(string From, string To, string Example)> Uses { get; }

    internal IEnumerable<string> Rooms => Sources.Select(source => Room(source.Folder)).Distinct();

    /// <summary>Rooms of one library.</summary>
    internal IEnumerable<string> RoomsOf(string library) =>
        Sources.Where(source => source.Path.StartsWith(RepositoryFiles.At("src", library), StringComparison.Ordinal)).Select(source => Room(source.Folder)).Distinct();

    internal static string Room(string folder) => folder.Split('/')[0];

    /// <summary>Uses that lead, over others, back to where they started.</summary>
    internal IEnumerable<string> Circles()
    {
        var next = Uses.ToLookup(use => use.From, use => use.To);
        return Uses.Where(use => Reachable(use.To, next).Contains(use.From)).Select(use => $"{use.From} → {use.To}: {use.Example}");
    }

    private static HashSet<string> Reachable(string start, ILookup<string, string> next)
    {
        HashSet<string> found = [start];
        Queue<string> open = new([start]);
        while (open.TryDequeue(out var folder))
            foreach (var to in next[folder].Where(found.Add)) open.Enqueue(to);
        return found;
    }

    private static IEnumerable<(string Folder, string Path)> SourcesOf(string library)
    {
        var root = RepositoryFiles.At("src", library);
        return Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(path => (Path.GetRelativePath(root, Path.GetDirectoryName(path)!).Replace('\\', '/').TrimStart('.'), path))
            .Where(source => Room(source.Item1) is not ("bin" or "obj"));
    }

    private IEnumerable<string> Mentioned(string path) =>
        Identifier().Matches(Noise().Replace(File.ReadAllText(path), "")).Select(match => match.Value).Distinct().Where(_folders.ContainsKey);

    [GeneratedRegex("""//.*|"(\\.|[^"\\\n])*"|^using .*$""", RegexOptions.Multiline)]
    private static partial Regex Noise();

    // Not after a dot: members are called like types now and then.
    [GeneratedRegex(@"(?<![.\w])[A-Z]\w+")]
    private static partial Regex Identifier();
}
