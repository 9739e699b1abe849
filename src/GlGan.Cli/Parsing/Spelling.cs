namespace GlGan.Cli.Parsing;

/// <summary>Finds what a misspelt name was meant to be.</summary>
internal static class Spelling
{
    /// <summary>The known name that takes the fewest changes of letters, if they are few.</summary>
    internal static string? Nearest(string name, IEnumerable<string> known) =>
        known.Select(candidate => (candidate, Changes: Changes(name, candidate)))
            .Where(found => found.Changes <= Math.Max(2, name.Length / 3))
            .OrderBy(found => found.Changes)
            .Select(found => found.candidate)
            .FirstOrDefault();

    // Levenshtein's distance, upper and lower case being the same.
    private static int Changes(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var same = char.ToLowerInvariant(from[i - 1]) == char.ToLowerInvariant(to[j - 1]);
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1)));
            }
        }

        return row[^1];
    }
}
