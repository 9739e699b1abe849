using System.IO.Enumeration;

namespace GlGan.Datasets;

/// <summary>Finds images by their names: by extension, whatever its case, without hidden files and the folders macOS adds to archives.</summary>
public static class ImageFiles
{
    private const string MacFolder = "__MACOSX";

    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg", ".webp", ".bmp"];

    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
    };

    /// <summary>Whether a relative path with forward slashes names an image.</summary>
    internal static bool IsImage(string name)
    {
        if (!Extensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase)) return false;
        foreach (var part in name.AsSpan().Split('/'))
            if (name.AsSpan(part) is ['.', ..] or MacFolder) return false;
        return true;
    }

    /// <summary>Names of the images in a folder but not below it, in ordinal order.</summary>
    public static IEnumerable<string> In(string folder) =>
        Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)).Where(IsImage).Order(StringComparer.Ordinal);

    /// <summary>Relative paths, with forward slashes, of the images in and below a folder, in no order. Links that lead in circles are not followed.</summary>
    internal static IEnumerable<string> Below(string folder) =>
        new FileSystemEnumerable<string>(folder, (ref FileSystemEntry entry) => entry.ToSpecifiedFullPath(), Everything)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint) || !LeadsBack(entry.ToFullPath()),
        }
            .Select(path => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(IsImage);

    /// <summary>Names of the subfolders, in ordinal order.</summary>
    internal static IEnumerable<string> Folders(string folder) =>
        Directory.EnumerateDirectories(folder)
            .Select(path => Path.GetFileName(path))
            .Where(name => name is not (['.', ..] or MacFolder))
            .Order(StringComparer.Ordinal);

    private static bool LeadsBack(string link) =>
        Directory.ResolveLinkTarget(link, returnFinalTarget: true) is { } target
        && link.StartsWith(Path.TrimEndingDirectorySeparator(target.FullName) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
