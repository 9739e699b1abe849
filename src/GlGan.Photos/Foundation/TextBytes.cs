using System.Text;

namespace GlGan.Foundation;

/// <summary>Text as editors and shells write it: UTF-8 with or without the mark of its byte order, or UTF-16 with one.</summary>
internal static class TextBytes
{
    /// <summary>The mark of the byte order, as a character that some readers leave at the beginning of a text.</summary>
    internal const char Mark = '\uFEFF';

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text, without the mark.</summary>
    /// <exception cref="DecoderFallbackException">It is not valid.</exception>
    internal static string Decode(ReadOnlyMemory<byte> bytes)
    {
        using var reader = new StreamReader(new MemoryStream(bytes.ToArray()), Strict, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }
}
