using System.Globalization;
using System.Text.RegularExpressions;

namespace GlGan.Video;

/// <summary>What ffmpeg's filter <c>showinfo</c> says of a frame: the one way that tells its timestamp in the file's own ticks.</summary>
/// <param name="Timestamp">When it is shown, in ticks.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">And height.</param>
/// <param name="PixelAspect">Width of a pixel by its height, such as <c>4/3</c>; null where it is square or unknown.</param>
internal sealed partial record FrameLine(long Timestamp, int Width, int Height, string? PixelAspect)
{
    /// <summary>Reads a line.</summary>
    /// <returns>What it says; null where it says something else.</returns>
    internal static FrameLine? Parse(string line) => Frame.Match(line) is { Success: true } match
        ? new FrameLine(
            long.Parse(match.Groups["pts"].Value, CultureInfo.InvariantCulture),
            int.Parse(match.Groups["width"].Value, CultureInfo.InvariantCulture),
            int.Parse(match.Groups["height"].Value, CultureInfo.InvariantCulture),
            match.Groups["sar"].Value is "0/1" or "1/1" ? null : match.Groups["sar"].Value)
        : null;

    /// <summary>Reads the line that says what a tick is.</summary>
    internal static TimeBase? ParseTimeBase(string line) => Ticks.Match(line) is { Success: true } match
        ? new TimeBase(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture))
        : null;

    [GeneratedRegex(@"^\[Parsed_showinfo_\d+ @ \w+\] n: *\d+ pts: *(?<pts>-?\d+) .* sar:(?<sar>\d+/\d+) s:(?<width>\d+)x(?<height>\d+) ")]
    private static partial Regex Frame { get; }

    [GeneratedRegex(@"^\[Parsed_showinfo_\d+ @ \w+\] config in time_base: (\d+)/(\d+),")]
    private static partial Regex Ticks { get; }
}
