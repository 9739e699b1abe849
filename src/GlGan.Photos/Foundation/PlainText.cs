using System.Globalization;

namespace GlGan.Foundation;

/// <summary>Text that came from elsewhere, such as names in files, made fit to be shown.</summary>
public static class PlainText
{
    private const char Replacement = '\uFFFD';
    private const int Quoted = 200;

    /// <summary>
    /// The text without what a terminal would obey: control characters but for tabs and line breaks, and marks that turn the direction of writing, each as <c>U+FFFD</c>. Every sink of
    /// text calls it: console, logs, pages.
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

    private static bool IsPrintable(string text)
    {
        for (var at = 0; at < text.Length; at++)
            if (!IsPrintable(text, at)) return false;
        return true;
    }

    private static bool IsPrintable(string text, int at) => text[at] switch
    {
        '\n' or '\t' => true,
        '\r' => at + 1 < text.Length && text[at + 1] == '\n',
        '\u061C' or (>= '\u200E' and <= '\u200F') or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069') => false,
        var sign => char.GetUnicodeCategory(sign) != UnicodeCategory.Control,
    };
}
