namespace GlGan.Foundation;

/// <summary>Paths without links in them.</summary>
public static class RealPath
{
    private const int MostLinks = 40;

    /// <summary>Where a path leads when every link in it is followed, whether something is there or not.</summary>
    /// <exception cref="IOException">Links lead in a circle.</exception>
    public static string Of(string path)
    {
        var full = Path.GetFullPath(path);
        var root = Path.GetPathRoot(full)!;
        var links = 0;
        return Follow(root, full[root.Length..]);

        string Follow(string folder, string rest)
        {
            foreach (var name in rest.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries))
            {
                var next = Path.Combine(folder, name);
                if (name == ".") continue;
                if (name == "..") folder = Path.GetDirectoryName(folder) ?? folder;
                else if (new FileInfo(next).LinkTarget is not { } target) folder = next;
                else if (++links > MostLinks) throw new IOException($"'{path}' is a link that leads in a circle.");
                else folder = Path.GetPathRoot(target) is { Length: > 0 } start ? Follow(start, target[start.Length..]) : Follow(folder, target);
            }

            return folder;
        }
    }
}
