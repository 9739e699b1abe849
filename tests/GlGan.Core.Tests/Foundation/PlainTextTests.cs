using GlGan.Foundation;

namespace GlGan.Tests.Foundation;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("Grüße, 顔 🙂\tend\nnext\r\nlast", "Grüße, 顔 🙂\tend\nnext\r\nlast")]
    [InlineData("\u001b[2J\u001b]0;owned\u0007", "\uFFFD[2J\uFFFD]0;owned\uFFFD")]
    [InlineData("a\u009b31mb\u007f\0", "a\uFFFD31mb\uFFFD\uFFFD")]
    [InlineData("safe\rerror: none", "safe\uFFFDerror: none")]
    [InlineData("photo\u202Egnp.exe", "photo\uFFFDgnp.exe")]
    [InlineData("\u2066a\u2069\u200F\u061C\u2028", "\uFFFDa\uFFFD\uFFFD\uFFFD\uFFFD")]
    public void What_a_terminal_would_obey_is_replaced(string text, string shown) => Assert.Equal(shown, PlainText.Printable(text));

    [Fact]
    public void Long_text_is_cut()
    {
        Assert.Equal("abc", PlainText.Cut("abc", 3));
        Assert.Equal("ab…", PlainText.Cut("abc", 2));
    }
}
