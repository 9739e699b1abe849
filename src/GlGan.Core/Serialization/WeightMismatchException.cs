namespace GlGan.Serialization;

/// <summary>
/// The tensors of a file are not those of the module they should be loaded into. Nothing has been loaded. The message gives the first keys of each
/// kind, the properties all.
/// </summary>
public sealed class WeightMismatchException : InvalidOperationException
{
    private const int KeysInMessage = 10;

    /// <summary>Creates the exception.</summary>
    /// <param name="path">File that was read.</param>
    /// <param name="missing">Keys the module has and the file lacks.</param>
    /// <param name="unexpected">Keys the file has and the module lacks.</param>
    /// <param name="misshapen">Keys in both whose shapes differ, each followed by the two shapes.</param>
    public WeightMismatchException(string path, IReadOnlyList<string> missing, IReadOnlyList<string> unexpected, IReadOnlyList<string> misshapen)
        : base($"'{path}' does not fit the module.{Part("Missing", missing)}{Part("Unexpected", unexpected)}{Part("Misshapen", misshapen)}")
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
        return $" {title}: {string.Join(", ", keys.Take(KeysInMessage))}{more}.";
    }
}
