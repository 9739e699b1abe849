using System.IO.Enumeration;
using GlGan.Foundation;
using GlGan.Imaging;

namespace GlGan.Datasets;

/// <summary>Finds images by their names: by extension, whatever its case, without hidden files and what systems and servers put beside images of their own accord.</summary>
public static class ImageFiles
{
    // Of archives by macOS, Synology's and QNAP's thumbnails and trash, Windows, and the root of a Linux file system, which only root may list.
    private static readonly string[] Junk =
        ["__MACOSX", "@eaDir", "#recycle", "@Recycle", "@Recently-Snapshot", "$RECYCLE.BIN", "System Volume Information", "lost+found"];

    private static readonly EnumerationOptions Everything = new()
    {
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
    };

    /// <summary>Whether a relative path with forward slashes names an image.</summary>
    public static bool IsImage(string name) => ImageExtensions.IsRead(name) && IsVisible(name);

    /// <summary>Whether a relative path with forward slashes names an image of a format that is not read, such as TIFF or HEIC: it is left out, which users want to know.</summary>
    internal static bool IsUnsupported(string name) => ImageExtensions.IsOther(name) && IsVisible(name);

    /// <summary>Names of the images in a folder but not below it, in ordinal order.</summary>
    public static IEnumerable<string> In(string folder) => In(folder, IsImage);

    /// <summary>Names of the images in a folder but not below it that <see cref="In(string)"/> leaves out since their format is not read, in ordinal order.</summary>
    public static IEnumerable<string> UnsupportedIn(string folder) => In(folder, IsUnsupported);

    /// <summary>
    /// Relative paths, with forward slashes, of the images in and below a folder, in no order. A folder counts once, by whatever links it is reached: those that lead to a folder that is below anyway are not
    /// followed.
    /// </summary>
    internal static IEnumerable<string> Below(string folder) => Below(folder, IsImage);

    /// <summary>Relative paths of the images that <see cref="Below(string)"/> leaves out since their format is not read, in no order.</summary>
    internal static IEnumerable<string> UnsupportedBelow(string folder) => Below(folder, IsUnsupported);

    private static IEnumerable<string> In(string folder, Func<string, bool> isWanted) =>
        Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)).Where(isWanted).Order(StringComparer.Ordinal);

    // Folders first, then where links lead, so that a folder has the same name whatever the order in which the system lists it.
    private static IEnumerable<string> Below(string folder, Func<string, bool> isWanted)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        Queue<string> starts = new([""]);
        while (starts.TryDequeue(out var start))
        {
            List<string> links = [];
            Stack<string> folders = new([start]);
            while (folders.TryPop(out var at))
            {
                var path = Path.Combine(folder, at);
                if (PathTarget.Of(path).Identity is { } identity && !seen.Add(identity)) continue;
                foreach (var (name, isFolder, isLink) in new FileSystemEnumerable<(string Name, bool IsFolder, bool IsLink)>(
                    path, (ref FileSystemEntry entry) => (entry.FileName.ToString(), entry.IsDirectory, entry.Attributes.HasFlag(FileAttributes.ReparsePoint)), Everything))
                {
                    var relative = at.Length == 0 ? name : $"{at}/{name}";
                    if (!isFolder && isWanted(relative)) yield return relative;
                    if (isFolder && isLink && !IsJunk(name)) links.Add(relative);
                    if (isFolder && !isLink && !IsJunk(name)) folders.Push(relative);
                }
            }

            foreach (var link in links.Order(StringComparer.Ordinal)) starts.Enqueue(link);
        }
    }

    /// <summary>Names of the subfolders, in ordinal order.</summary>
    internal static IEnumerable<string> Folders(string folder) =>
        Directory.EnumerateDirectories(folder)
            .Select(path => Path.GetFileName(path))
            .Where(name => !IsJunk(name))
            .Order(StringComparer.Ordinal);

    // Archives of Windows, extracted elsewhere, leave files whose names hold backslashes.
    private static bool IsVisible(ReadOnlySpan<char> name)
    {
        foreach (var part in name.SplitAny('/', '\\'))
            if (IsJunk(name[part])) return false;
        return true;
    }

    private static bool IsJunk(ReadOnlySpan<char> part)
    {
        if (part is ['.', ..]) return true;
        foreach (var junk in Junk)
            if (part.Equals(junk, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
