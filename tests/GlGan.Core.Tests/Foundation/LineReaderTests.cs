using GlGan.Foundation;

namespace GlGan.Tests.Foundation;

public sealed class LineReaderTests
{
    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("a\n")]
    [InlineData("\n")]
    [InlineData("\r\n\r\n")]
    [InlineData("a\rb\nc\r\nd\n\re")]
    [InlineData("a\r")]
    [InlineData("\r\r\n\n")]
    public void Lines_are_those_of_the_system(string text)
    {
        Assert.Equal(Lines(new StringReader(text).ReadLine), Lines(new LineReader(new StringReader(text)).Next));
        Assert.Equal(Lines(new StringReader(text).ReadLine), Lines(new LineReader(new OneByOne(text)).Next));
    }

    [Fact]
    public void So_are_thousands_of_any_length()
    {
        var random = new Random(1);
        string[] ends = ["\n", "\r", "\r\n"];
        var text = string.Concat(Enumerable.Range(0, 3000).Select(_ => new string('x', random.Next(300)) + ends[random.Next(3)]));

        Assert.Equal(Lines(new StringReader(text).ReadLine), Lines(new LineReader(new StringReader(text)).Next));
    }

    [Fact]
    public void A_line_of_the_longest_length_is_read_and_one_longer_is_refused()
    {
        var longest = new string('x', LineReader.Longest);

        Assert.Equal([longest, "y"], Lines(new LineReader(new StringReader(longest + "\r\ny")).Next));
        Assert.Throws<FormatException>(() => Lines(new LineReader(new StringReader(longest + "x")).Next));
    }

    private static List<string> Lines(Func<string?> next)
    {
        List<string> lines = [];
        while (next() is { } line) lines.Add(line);
        return lines;
    }

    /// <summary>Gives a character at a time, as a slow disk might.</summary>
    private sealed class OneByOne(string text) : TextReader
    {
        private int _at;

        public override int Read(char[] buffer, int index, int count)
        {
            if (_at == text.Length) return 0;
            buffer[index] = text[_at++];
            return 1;
        }
    }
}
