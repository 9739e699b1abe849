namespace GlGan.Datasets;

/// <summary>The images an annotation file lists.</summary>
/// <param name="Path">Path of the file.</param>
/// <param name="FirstLine">Line of the first image, from 1; <see langword="null"/> if the images were not listed in a file.</param>
/// <param name="Files">File names of the images, each once.</param>
internal sealed record CelebAList(string Path, int? FirstLine, string[] Files)
{
    /// <summary>The values of a table in the order of this list; both must list the same images, unless it is noted which are complete.</summary>
    /// <param name="table">The table.</param>
    /// <param name="complete">For each image whether all tables list it, to be noted here; <see langword="null"/> where all must.</param>
    /// <exception cref="DatasetException">They do not.</exception>
    internal T[] Arrange<T>(CelebATable<T> table, bool[]? complete)
    {
        var other = table.List;
        if (Files.AsSpan().SequenceEqual(other.Files)) return table.Values;
        var rows = new Dictionary<string, int>(other.Files.Length, StringComparer.Ordinal);
        for (var row = 0; row < other.Files.Length; row++) rows.Add(other.Files[row], row);
        var arranged = new T[Files.Length];
        for (var row = 0; row < Files.Length; row++)
        {
            if (rows.Remove(Files[row], out var place)) arranged[row] = table.Values[place];
            else if (complete is null) throw Error(row, $"is not listed in '{other.Path}'. If only a part of CelebA is there on purpose, say so: Subset (--subset).");
            else complete[row] = false;
        }

        return rows.Count == 0 || complete is not null ? arranged : throw other.Error(rows.Values.Min(), $"is not listed in '{Path}'.");
    }

    /// <summary>An error about one image.</summary>
    internal DatasetException Error(int row, string problem) => new(Path, $"'{Files[row]}' {problem}", FirstLine + row);
}
