using System.Globalization;
using System.Text;
using GlGan.Imaging;

namespace GlGan.Datasets;

/// <summary>The images of one or several LSUN databases, one database after the other, each in the order of its keys.</summary>
internal sealed class LsunDataset : IFaceDataset
{
    private readonly IReadOnlyList<LsunFolder> _folders;
    private readonly LmdbReader[] _readers;
    private readonly int[] _firsts;

    /// <summary>Opens the databases.</summary>
    /// <exception cref="DatasetException">A database cannot be read, or there is no image.</exception>
    internal LsunDataset(string path, IReadOnlyList<LsunFolder> folders)
    {
        _folders = folders;
        _readers = new LmdbReader[folders.Count];
        _firsts = new int[folders.Count];
        try
        {
            long total = 0;
            for (var number = 0; number < folders.Count; number++)
            {
                _readers[number] = Open(folders[number].Path);
                _firsts[number] = (int)total;
                total += _readers[number].Count;
                if (total > int.MaxValue) throw new DatasetException(path, $"there are more than {int.MaxValue} images; open fewer databases at once.");
            }

            Count = total > 0 ? (int)total : throw new DatasetException(path, "the databases hold no image.");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string Name => LsunFormat.FormatName;

    public int Count { get; }

    public FaceSample this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            // Behind empty databases the last one that begins here is meant.
            var number = _firsts.Length - 1;
            while (_firsts[number] > index || _readers[number].Count == 0) number--;
            var place = index - _firsts[number];
            var (key, image) = Entry(_readers[number], place);
            // One picture may be in several categories.
            var name = _folders.Count == 1 ? key : $"{_folders[number].Name}/{key}";
            return new FaceSample(name, image) { Source = Name, Class = _folders[number].Category };
        }
    }

    public void Dispose()
    {
        // Those behind a database that could not be opened are not there.
        foreach (var reader in _readers) reader?.Dispose();
    }

    private static LmdbReader Open(string path)
    {
        try
        {
            var reader = LmdbReader.Open(path);
            try
            {
                reader.ReadIndex();
                return reader;
            }
            catch
            {
                reader.Dispose();
                throw;
            }
        }
        catch (LmdbException problem)
        {
            throw new DatasetException(path, $"the database cannot be read: {problem.Message}", cause: problem);
        }
    }

    // An entry whose key cannot be read is a damaged image, not the end of the dataset.
    private static (string Key, IFaceImage Image) Entry(LmdbReader reader, int place)
    {
        try
        {
            return (KeyText(reader[place].Key), new LmdbImage(reader, place));
        }
        catch (LmdbException problem)
        {
            return (place.ToString(CultureInfo.InvariantCulture), new EncodedImage(() => throw new ImageFormatException(problem.Message, problem)));
        }
    }

    private static string KeyText(ReadOnlySpan<byte> key) => Ascii.IsValid(key) ? Encoding.ASCII.GetString(key) : Convert.ToHexStringLower(key);
}
