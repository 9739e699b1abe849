namespace GlGan.Datasets;

/// <summary>
/// LSUN as files, as its own tool exports it: named by their keys of 40 hexadecimal digits, in one folder, or in folders of one digit each, as deep as
/// the key's first six digits. The tool writes any format with the extension <c>.webp</c>, so extensions are ignored: decoders look at the content.
/// </summary>
internal static class LsunExport
{
    private const int KeyLength = 40;
    private const int Levels = 6;

    /// <summary>Whether a folder looks like one, judged by the first names: all images among them must be named so.</summary>
    internal static bool Recognizes(string path)
    {
        const int EnoughNames = 20;
        for (var level = 0; level <= Levels; level++)
        {
            if (level is 0 or Levels && Directory.EnumerateFiles(path).Take(EnoughNames).ToArray() is var files
                && Array.Exists(files, IsImage) && Array.TrueForAll(files, file => IsImage(file) || !ImageFiles.IsImage(Path.GetFileName(file)))) return true;
            var next = Directory.EnumerateDirectories(path).Take(EnoughNames).FirstOrDefault(IsDigit);
            if (next is null) return false;
            path = next;
        }

        return false;
    }

    /// <summary>Lists the images in the order of their keys.</summary>
    /// <exception cref="DatasetException">There is none, or one is there twice.</exception>
    internal static IFaceDataset Open(LsunFolder folder)
    {
        var files = Files(folder.Path, 0).OrderBy(Key, StringComparer.Ordinal).ToArray();
        if (files.Length == 0) throw new DatasetException(folder.Path, "there is no image of LSUN: no file is named by 40 hexadecimal digits.");
        for (var index = 1; index < files.Length; index++)
            if (Key(files[index]) == Key(files[index - 1]))
                throw new DatasetException(folder.Path, $"the image {Key(files[index])} is there twice: {files[index - 1]} and {files[index]}; delete one.");
        return new MemoryDataset(LsunFormat.FormatName, [.. files.Select(file =>
            new FaceSample(Key(file), new FileImage(file)) { Source = LsunFormat.FormatName, Class = folder.Category })]);
    }

    private static IEnumerable<string> Files(string path, int level)
    {
        var files = level is 0 or Levels ? Directory.EnumerateFiles(path).Where(IsImage) : [];
        return level == Levels ? files : files.Concat(Directory.EnumerateDirectories(path).Where(IsDigit).SelectMany(folder => Files(folder, level + 1)));
    }

    private static bool IsImage(string file) => Key(file) is { Length: KeyLength } key && key.All(char.IsAsciiHexDigit);

    private static bool IsDigit(string folder) => Path.GetFileName(folder) is [var digit] && char.IsAsciiHexDigit(digit);

    private static string Key(string file) => Path.GetFileNameWithoutExtension(file);
}
