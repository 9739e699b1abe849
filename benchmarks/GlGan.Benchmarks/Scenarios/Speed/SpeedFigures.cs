using System.Globalization;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>What a contender needs for its work.</summary>
/// <param name="Milliseconds">Median time on the clock.</param>
/// <param name="CpuMilliseconds">Median processor time of all threads.</param>
/// <param name="Megabytes">Most memory the process has held, libraries included; 0 where it is not known.</param>
/// <param name="GigaflopsPerSecond">Operations of the convolutions as direct sums, per second; 0 where they are not counted.</param>
/// <param name="PeakGigaflopsPerSecond">Rate of a product of two 2048² matrices in the same process; 0 where it is not measured.</param>
internal sealed record SpeedFigures(double Milliseconds, double CpuMilliseconds, double Megabytes = 0, double GigaflopsPerSecond = 0, double PeakGigaflopsPerSecond = 0)
{
    /// <summary>The median of each figure.</summary>
    internal static SpeedFigures Median(IReadOnlyList<SpeedFigures> rounds)
    {
        double Middle(Func<SpeedFigures, double> figure) => rounds.Select(figure).Order().ElementAt(rounds.Count / 2);
        return new(
            Middle(round => round.Milliseconds), Middle(round => round.CpuMilliseconds), Middle(round => round.Megabytes),
            Middle(round => round.GigaflopsPerSecond), Middle(round => round.PeakGigaflopsPerSecond));
    }

    internal static SpeedFigures Parse(string line)
    {
        var values = Array.ConvertAll(line.Split(' '), text => double.Parse(text, CultureInfo.InvariantCulture));
        return new(values[0], values[1], values[2], values[3], values[4]);
    }

    /// <summary>One line that <see cref="Parse"/> reads.</summary>
    internal string ToLine() => string.Create(CultureInfo.InvariantCulture, $"{Milliseconds:F3} {CpuMilliseconds:F3} {Megabytes:F1} {GigaflopsPerSecond:F2} {PeakGigaflopsPerSecond:F2}");
}
