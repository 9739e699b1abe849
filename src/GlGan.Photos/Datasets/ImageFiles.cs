using System.IO.Enumeration;
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
        RecurseSubdirectories = true,
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

    /// <summary>Relative paths, with forward slashes, of the images in and below a folder, in no order. Links that lead in circles are not followed.</summary>
    internal static IEnumerable<string> Below(string folder) => Below(folder, IsImage);

    /// <summary>Relative paths of the images that <see cref="Below(string)"/> leaves out since their format is not read, in no order.</summary>
    internal static IEnumerable<string> UnsupportedBelow(string folder) => Below(folder, IsUnsupported);

    private static IEnumerable<string> In(string folder, Func<string, bool> isWanted) =>
        Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)).Where(isWanted).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Below(string folder, Func<string, bool> isWanted) =>
        new FileSystemEnumerable<string>(folder, (ref FileSystemEntry entry) => entry.ToSpecifiedFullPath(), Everything)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !IsJunk(entry.FileName) && (!entry.Attributes.HasFlag(FileAttributes.ReparsePoint) || !LeadsBack(entry.ToFullPath())),
        }
            .Select(path => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(isWanted);

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

    private static bool LeadsBack(string link) =>
        Directory.ResolveLinkTarget(link, returnFinalTarget: true) is { } target
        && link.StartsWith(Path.TrimEndingDirectorySeparator(target.FullName) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
