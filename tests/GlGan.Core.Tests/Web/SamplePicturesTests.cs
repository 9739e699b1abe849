using System.Net;
using System.Net.Http.Json;
using GlGan.Imaging;

namespace GlGan.Tests.Web;

[Collection("Tensors")]
public sealed class SamplePicturesTests
{
    [Fact]
    public async Task Each_is_a_person_marked_as_rendered_and_the_same_whenever_it_is_asked_for()
    {
        await using var server = await WebServer.StartAsync();

        var addresses = await server.Client.GetFromJsonAsync<string[]>("api/samples", TestContext.Current.CancellationToken);
        var pictures = await Task.WhenAll(addresses!.Select(address => server.Client.GetByteArrayAsync(address, TestContext.Current.CancellationToken)));

        Assert.Equal(6, pictures.Select(Convert.ToHexString).Distinct().Count());
        Assert.All(pictures, picture => Assert.Equal(DigitalSource.AlgorithmicMedia, Provenance.Read(picture)));
        Assert.All(pictures, picture => Assert.Equal(640, SkiaImageCodec.Default.Decode(picture).Width));
        Assert.Equal(pictures[0], await server.Client.GetByteArrayAsync(addresses![0], TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("0.jpg")]
    [InlineData("7.jpg")]
    [InlineData("one.jpg")]
    public async Task There_are_no_others(string name)
    {
        await using var server = await WebServer.StartAsync();

        using var response = await server.Client.GetAsync($"api/samples/{name}", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
