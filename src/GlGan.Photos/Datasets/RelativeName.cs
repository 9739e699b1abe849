namespace GlGan.Datasets;

/// <summary>Names of files as archives and lists have them that were made on another system.</summary>
internal static class RelativeName
{
    /// <summary>The name below the root, with forward slashes: without drive, leading slash and the parts <c>.</c> and <c>..</c>, as tools extract archives.</summary>
    internal static string Of(string name)
    {
        var slashed = name.Replace('\\', '/');
        if (slashed is [var drive, ':', '/', ..] && char.IsAsciiLetter(drive)) slashed = slashed[2..];
        return string.Join('/', slashed.Split('/').Where(part => part is not ("" or "." or "..")));
    }
}
