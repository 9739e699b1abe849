using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace GlGan.Cli.Parsing;

/// <summary>Numbers on the command line: the decimal separator is the point in every culture, and nothing separates thousands.</summary>
internal static partial class Numbers
{
    private const NumberStyles Whole = NumberStyles.AllowLeadingSign;
    private const NumberStyles Real = Whole | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>The number that an option was given; what is none becomes an error that names both and says what to write.</summary>
    internal static T Read<T>(ArgumentResult result)
        where T : struct, INumber<T>
    {
        var text = result.Tokens[0].Value;
        if (Parse<T>(text) is { } number) return number;
        result.AddError($"{((OptionResult)result.Parent!).Option.Name}: {Problem<T>(text)}");
        return default;
    }

    private static T? Parse<T>(string text)
        where T : struct, INumber<T> =>
        T.TryParse(text, typeof(T) == typeof(double) ? Real : Whole, CultureInfo.InvariantCulture, out var number) && T.IsFinite(number) ? number : null;

    private static string Problem<T>(string text)
        where T : struct, INumber<T>
    {
        if (BigInteger.TryParse(text, Whole, CultureInfo.InvariantCulture, out var number))
            return $"{text} is too {(number.Sign < 0 ? "small" : "large")}.";
        var kind = typeof(T) == typeof(double) ? "a number" : "a whole number";
        string[] meant = [.. Readings(text).Select(Written<T>).OfType<string>().Distinct()];
        return meant.Length == 0 ? $"'{text}' is not {kind}." : $"'{text}' is not {kind}; write {string.Join(" or ", meant)}.";
    }

    // What someone may have meant: with other separators, or a whole number in other words.
    private static IEnumerable<string> Readings(string text)
    {
        if (Thousands().IsMatch(text)) yield return Separators().Replace(text, "");
        yield return text.Trim().Replace(',', '.');
    }

    private static string? Written<T>(string text)
        where T : struct, INumber<T>
    {
        if (Parse<T>(text) is not null) return text;
        return Parse<double>(text) is { } real && real == Math.Floor(real) && Parse<T>(real.ToString("F0", CultureInfo.InvariantCulture)) is { } whole ? $"{whole}" : null;
    }

    [GeneratedRegex(@"^[+-]?[1-9]\d{0,2}([,.'_ ]\d{3})+$")]
    private static partial Regex Thousands();

    [GeneratedRegex("[,.'_ ]")]
    private static partial Regex Separators();
}
