using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace GlGan.Foundation;

/// <summary>Text that came from elsewhere, such as names in files, made fit to be shown.</summary>
public static partial class PlainText
{
    private const char Replacement = '\uFFFD';
    private const int Quoted = 200;

    /// <summary>
    /// The text without what a terminal would obey: control characters but for tabs, marks that turn the direction of writing, and line breaks but before our own lists and indents
    /// (a hyphen, or two spaces), lest a name pretends to be a line of ours; each as <c>U+FFFD</c>. Every sink of text calls it: console, logs, pages.
    /// </summary>
    public static string Printable(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return IsPrintable(text) ? text : string.Create(text.Length, text, static (target, source) =>
        {
            for (var at = 0; at < source.Length; at++) target[at] = IsPrintable(source, at) ? source[at] : Replacement;
        });
    }

    /// <summary>The text, cut where it is longer than that many characters.</summary>
    public static string Cut(string text, int most = Quoted)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= most ? text : $"{text[..most]}…";
    }

    /// <summary>A count with its noun, in the plural but for one.</summary>
    /// <param name="count">How many.</param>
    /// <param name="thing">What, in the singular.</param>
    public static string Counted(long count, string thing) => count == 1 ? $"1 {thing}" : $"{count} {thing}s";

    /// <summary>The message of an exception. JSON that does not fit is described by its own words and places, not by the types that it was to become.</summary>
    public static string Describe(Exception problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        if (problem is not JsonException) return problem.Message;
        var text = NoValue.Replace(problem.Message, "the value is none of those that belong there.");
        text = NoMember.Replace(text, "there is no property '$1'.");
        text = Missing.Replace(text, "it lacks ");
        return Null.Replace(text, "the value must not be null.");
    }

    [GeneratedRegex(@"^The JSON value could not be converted to \S+\.(?= Path:|$)")]
    private static partial Regex NoValue { get; }

    [GeneratedRegex(@"^The JSON property '(.*)' could not be mapped to any \.NET member contained in type '.*?'\.", RegexOptions.Singleline)]
    private static partial Regex NoMember { get; }

    [GeneratedRegex(@"^JSON deserialization for type '.*?' was missing required properties including: ")]
    private static partial Regex Missing { get; }

    [GeneratedRegex(@"^The (?:property or field|constructor parameter) '\w+' on type '.*?' doesn't allow (?:setting |getting )?null values\. Consider updating its nullability annotation\.")]
    private static partial Regex Null { get; }

    private static bool IsPrintable(string text)
    {
        for (var at = 0; at < text.Length; at++)
            if (!IsPrintable(text, at)) return false;
        return true;
    }

    private static bool IsPrintable(string text, int at) => text[at] switch
    {
        '\t' => true,
        '\n' => text.AsSpan(at + 1) is [] or ['-', ..] or [' ', ' ', ..],
        '\r' => at + 1 < text.Length && text[at + 1] == '\n' && IsPrintable(text, at + 1),
        '\u061C' or (>= '\u200E' and <= '\u200F') or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069') => false,
        var sign => char.GetUnicodeCategory(sign) != UnicodeCategory.Control,
    };
}
