namespace GlGan.Datasets;

/// <summary>The image files of listed names: of the name itself, or of the same name with another extension, since the lists name JPEG files and the images are published as PNG too.</summary>
internal sealed class CelebAImages
{
    private readonly string _folder;
    private readonly string?[] _files;

    // One listing of the folder: asking for each of 200,000 files takes far longer.
    internal CelebAImages(string folder, string[] names)
    {
        _folder = folder;
        var present = Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)).ToHashSet(StringComparer.Ordinal);
        var byStem = present.Where(ImageFiles.IsImage).Order(StringComparer.Ordinal).ToLookup(name => Path.GetFileNameWithoutExtension(name), StringComparer.Ordinal);
        _files = Array.ConvertAll(names, name => present.Contains(name) ? name : byStem[Path.GetFileNameWithoutExtension(name)].FirstOrDefault());
        Unlisted = [.. present.Where(ImageFiles.IsImage).Except(_files.OfType<string>(), StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>Images that no name is of.</summary>
    internal IReadOnlyList<string> Unlisted { get; }

    /// <summary>The file of a name, by its place; <see langword="null"/> where there is none.</summary>
    internal string? this[int row] => _files[row];

    internal string PathOf(int row) => Path.Combine(_folder, _files[row]!);
}
