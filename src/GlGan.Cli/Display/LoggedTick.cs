using System.Text.Json;
using GlGan.Foundation;

namespace GlGan.Cli.Display;

/// <summary>What a plot needs of a line of the training log.</summary>
/// <param name="Phase">Name of the phase.</param>
/// <param name="Images">Images seen.</param>
/// <param name="Losses">Mean of each loss.</param>
internal sealed record LoggedTick(string Phase, long Images, IReadOnlyDictionary<string, double> Losses)
{
    /// <summary>The ticks in a log, without the notices between them.</summary>
    /// <exception cref="IOException">It cannot be read, or is no file.</exception>
    internal static IEnumerable<LoggedTick> Read(string log)
    {
        UserFile.Require(log);
        return File.ReadLines(log).Select(Parse).OfType<LoggedTick>();
    }

    // A training that was killed leaves its last line cut short.
    private static LoggedTick? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, CliJson.Default.LoggedTick) is { Losses: not null } tick ? tick : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
