using System.Text.Json;
using System.Text.Json.Serialization;
using GlGan.Foundation;

namespace GlGan.Tests.Foundation;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("Grüße, 顔 🙂\tend", "Grüße, 顔 🙂\tend")]
    [InlineData("two errors:\n- one\r\n- two\r\n  indented\n", "two errors:\n- one\r\n- two\r\n  indented\n")]
    [InlineData("'a\nwrote b.png'\r\nerror", "'a\uFFFDwrote b.png'\uFFFD\uFFFDerror")]
    [InlineData("\u001b[2J\u001b]0;owned\u0007", "\uFFFD[2J\uFFFD]0;owned\uFFFD")]
    [InlineData("a\u009b31mb\u007f\0", "a\uFFFD31mb\uFFFD\uFFFD")]
    [InlineData("safe\rerror: none", "safe\uFFFDerror: none")]
    [InlineData("photo\u202Egnp.exe", "photo\uFFFDgnp.exe")]
    [InlineData("\u2066a\u2069\u200F\u061C\u2028", "\uFFFDa\uFFFD\uFFFD\uFFFD\uFFFD")]
    public void What_a_terminal_would_obey_is_replaced(string text, string shown) => Assert.Equal(shown, PlainText.Printable(text));

    [Fact]
    public void A_count_has_its_noun_in_the_plural_but_for_one() =>
        Assert.Equal(["0 faces", "1 face", "2 faces"], ((long[])[0, 1, 2]).Select(count => PlainText.Counted(count, "face")));

    [Theory]
    [InlineData("""{"name":"a","width":"wide"}""", "the value is none of those that belong there. Path: $.Width")]
    [InlineData("""{"name":"a","anchor":99}""", "there is no property 'anchor'.")]
    [InlineData("""{"Name":null}""", "the value must not be null. Path: $.Name")]
    [InlineData("""{"Kind":"Purple","Name":"a"}""", "the value is none of those that belong there. Path: $.Kind")]
    [InlineData("""{"Kind":null,"Name":"a"}""", "the value is none of those that belong there. Path: $.Kind")]
    [InlineData("{}", "it lacks 'Name'")]
    [InlineData("{", "Expected depth to be zero")]
    public void JSON_that_does_not_fit_is_described_without_types(string json, string description)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNameCaseInsensitive = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
            Converters = { new JsonStringEnumConverter() },
        };

        var text = PlainText.Describe(Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Sample>(json, options)));

        Assert.StartsWith(description, text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("GlGan", text);
        Assert.DoesNotContain("System.", text);
    }

    [Fact]
    public void Long_text_is_cut()
    {
        Assert.Equal("abc", PlainText.Cut("abc", 3));
        Assert.Equal("ab…", PlainText.Cut("abc", 2));
    }

    private sealed record Sample(string Name)
    {
        public int Width { get; init; }

        public PathKind Kind { get; init; }
    }
}
