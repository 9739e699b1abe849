using System.Globalization;
using System.Net;
using System.Numerics;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Rendering;

namespace GlGan.Tests.Web;

/// <summary>What can be chosen on the page, as fields of the form.</summary>
[Collection("Tensors")]
public sealed class EditChoicesTests
{
    private static readonly SyntheticFace Other = new SyntheticFaces(1).Render(20, FaceView.Frontal, 128, FaceTemplate.TpGan128);

    [Theory]
    [InlineData("keep", "mouth,ears", "'keep' is 'ears', which is unknown. Known: eyes, nose, mouth.")]
    [InlineData("color", "bright", "'color' is 'bright', which is unknown. Known: parts, reinhard, linear, histogram, none.")]
    [InlineData("blend", "glue", "'blend' is 'glue', which is unknown. Known: alpha, pyramid, poisson.")]
    [InlineData("color-strength", "1.5", "'color-strength' must be a number from 0 to 1; got '1.5'.")]
    [InlineData("color-strength", "NaN", "'color-strength' must be a number from 0 to 1; got 'NaN'.")]
    [InlineData("strength", "0,5", "'strength' must be a number from 0 to 1; got '0,5'.")]
    public async Task A_choice_that_is_none_is_refused_with_its_field(string field, string value, string reason)
    {
        await using var server = await WebServer.StartAsync();

        await Refusals.AssertAsync(await server.EditAsync("swap", Form((field, value))), HttpStatusCode.BadRequest, reason, field);
    }

    [Fact]
    public async Task What_is_kept_stays_the_photos()
    {
        await using var server = await WebServer.StartAsync();
        var mouth = WebServer.Person.Landmarks.MouthCenter;

        var whole = await SwapAsync(server);
        var kept = await SwapAsync(server, ("keep", "eyes"), ("keep", "mouth"));

        Assert.NotEqual(Around(WebServer.Person.Image, mouth), Around(whole, mouth));
        Assert.Equal(Around(WebServer.Person.Image, mouth), Around(kept, mouth));
        Assert.Equal(Around(WebServer.Person.Image, WebServer.Person.Landmarks.LeftEye), Around(kept, WebServer.Person.Landmarks.LeftEye));
    }

    [Theory]
    [InlineData("color", "none")]
    [InlineData("color", "histogram")]
    [InlineData("color-strength", "0")]
    [InlineData("blend", "poisson")]
    [InlineData("blend", "pyramid")]
    public async Task Colours_and_edges_are_a_choice(string field, string value)
    {
        await using var server = await WebServer.StartAsync();

        Assert.NotEqual((await SwapAsync(server)).Pixels, (await SwapAsync(server, (field, value))).Pixels);
    }

    [Fact]
    public async Task Without_strength_nothing_is_smoothed()
    {
        await using var server = await WebServer.StartAsync();
        using var form = Add(WebServer.Form(), ("strength", "0"));

        Assert.Equal(WebServer.Person.Image.Pixels, (await ImageAsync(await server.EditAsync("smooth", form))).Pixels);
    }

    [Fact]
    public async Task A_face_that_cannot_be_put_there_is_refused_with_the_reason()
    {
        await using var server = await WebServer.StartAsync();
        var profile = new SyntheticFaces(1).Render(3, FaceView.Frontal with { Yaw = 75 }, 128, FaceTemplate.TpGan128);
        using var form = WebServer.Add(WebServer.Form(), "source", SkiaImageCodec.Default.Encode(profile.Image, ImageFormat.Png), "source.png", Text(profile.Landmarks));

        await Refusals.AssertAsync(await server.EditAsync("swap", form), HttpStatusCode.UnprocessableEntity, "The source's face is in profile");
    }

    private static async Task<ImageBuffer> SwapAsync(WebServer server, params (string Field, string Value)[] choices) => await ImageAsync(await server.EditAsync("swap", Form(choices)));

    private static MultipartFormDataContent Form(params (string Field, string Value)[] choices) =>
        Add(WebServer.Add(WebServer.Form(), "source", SkiaImageCodec.Default.Encode(Other.Image, ImageFormat.Png), "source.png", Text(Other.Landmarks)), choices);

    private static MultipartFormDataContent Add(MultipartFormDataContent form, params (string Field, string Value)[] choices)
    {
        foreach (var (field, value) in choices) form.Add(new StringContent(value), field);
        return form;
    }

    private static async Task<ImageBuffer> ImageAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return SkiaImageCodec.Default.Decode(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    private static byte[] Around(ImageBuffer image, Vector2 middle) =>
        [.. from y in Enumerable.Range((int)middle.Y - 2, 5) from x in Enumerable.Range(3 * ((int)middle.X - 2), 15) select image.Row(y)[x]];

    private static string Text(FaceLandmarks landmarks) =>
        string.Join(' ', landmarks.ToArray().Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.0},{point.Y:0.0}")));
}
