using System.Text;

namespace GlGan.Datasets;

/// <summary>
/// Names in archives that do not say that they are UTF-8: they often are, and what is not valid as such is read by code page 437, as the format has it. So names that differ stay
/// different.
/// </summary>
internal sealed class ZipNameFallback : DecoderFallback
{
    private static readonly Encoding CodePage = CodePagesEncodingProvider.Instance.GetEncoding(437)!;

    internal static Encoding Encoding { get; } = Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, new ZipNameFallback());

    /// <inheritdoc/>
    public override int MaxCharCount => 4;

    /// <inheritdoc/>
    public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer();

    private sealed class Buffer : DecoderFallbackBuffer
    {
        private string _characters = "";
        private int _next;

        public override int Remaining => _characters.Length - _next;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            (_characters, _next) = (CodePage.GetString(bytesUnknown), 0);
            return true;
        }

        public override char GetNextChar() => _next < _characters.Length ? _characters[_next++] : '\0';

        public override bool MovePrevious()
        {
            if (_next == 0) return false;
            _next--;
            return true;
        }

        public override void Reset() => (_characters, _next) = ("", 0);
    }
}
