using GlGan.Foundation;

namespace GlGan.Serialization;

/// <summary>
/// The tensors of a file are not those of the module they should be loaded into. Nothing has been loaded. The message gives the first keys of each
/// kind, the properties all.
/// </summary>
public sealed class WeightMismatchException : InvalidOperationException
{
    private const int KeysInMessage = 3;

    /// <summary>Creates the exception.</summary>
    /// <param name="path">File that was read.</param>
    /// <param name="missing">Keys the module has and the file lacks.</param>
    /// <param name="unexpected">Keys the file has and the module lacks.</param>
    /// <param name="misshapen">Keys in both whose shapes differ, each followed by the two shapes.</param>
    public WeightMismatchException(string path, IReadOnlyList<string> missing, IReadOnlyList<string> unexpected, IReadOnlyList<string> misshapen)
        : base($"'{path}' does not fit the module.{Part("Missing", missing)}{Part("Unexpected", unexpected)}{Part("Misshapen", misshapen)}{Hint(missing, unexpected)}")
    {
        Missing = missing;
        Unexpected = unexpected;
        Misshapen = misshapen;
    }

    /// <summary>Keys the module has and the file lacks.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>Keys the file has and the module lacks.</summary>
    public IReadOnlyList<string> Unexpected { get; }

    /// <summary>Keys in both whose shapes differ, each followed by the two shapes.</summary>
    public IReadOnlyList<string> Misshapen { get; }

    private static string Part(string title, IReadOnlyList<string> keys)
    {
        if (keys.Count == 0) return "";
        var more = keys.Count > KeysInMessage ? $" and {keys.Count - KeysInMessage} more" : "";
        return $" {title}: {string.Join(", ", keys.Take(KeysInMessage).Select(key => PlainText.Cut(key)))}{more}.";
    }

    // Some keys of the file are those that are missing but for what stands before them: all of them have it, and something else is wrong too, or only some.
    private static string Hint(IReadOnlyList<string> missing, IReadOnlyList<string> unexpected)
    {
        var wanted = missing.ToHashSet(StringComparer.Ordinal);
        var key = unexpected.FirstOrDefault(key => key.IndexOf('.') is > 0 and var dot && wanted.Contains(key[(dot + 1)..]));
        return key is null ? "" : $" Keys of the file begin with '{key[..(key.IndexOf('.') + 1)]}', those of the module do not: rename them.";
    }
}
