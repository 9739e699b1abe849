using System.Net;
using System.Net.Http.Json;
using System.Numerics;
using GlGan.Faces;
using GlGan.Onnx;
using GlGan.Samples.Web;
using GlGan.Samples.Web.Editing;
using GlGan.Tests.Imaging;

namespace GlGan.Tests.Web;

[Collection("Tensors")]
public sealed class FacesEndpointTests
{
    private static readonly FaceLandmarks Here = WebServer.Person.Landmarks;

    private static readonly FaceLandmarks There = Here.Map(point => point / 3 + new Vector2(80.25f, 0));

    [Fact]
    public async Task The_faces_of_a_photo_come_as_five_points_each_in_the_order_of_the_detector()
    {
        var detector = new FixedDetector(new(Here), new(There));
        await using var server = await WebServer.StartAsync(detector);

        using var response = await server.FindFacesAsync(Photo(WebServer.Encoded));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal([Here, There], await Faces(response));
        Assert.Equal((WebServer.Person.Image.Width, WebServer.Person.Image.Height), Assert.Single(detector.Seen.Select(photo => (photo.Width, photo.Height))));
    }

    [Fact]
    public async Task A_photo_without_a_face_has_none()
    {
        await using var server = await WebServer.StartAsync(new FixedDetector());

        using var response = await server.FindFacesAsync(Photo(WebServer.Encoded));

        Assert.Empty(await Faces(response));
    }

    [Fact]
    public async Task Points_that_were_found_can_be_sent_back_for_an_edit()
    {
        await using var server = await WebServer.StartAsync(new FixedDetector(new DetectedFace(Here)));
        using var found = await server.FindFacesAsync(Photo(WebServer.Encoded));
        var points = (await found.Content.ReadFromJsonAsync<Found>(TestContext.Current.CancellationToken))!.Faces[0];

        using var edited = await server.EditAsync("smooth", WebServer.Form(landmarks: string.Join(' ', points.Select(point => FormattableString.Invariant($"{point[0]},{point[1]}")))));

        Assert.Equal(HttpStatusCode.OK, edited.StatusCode);
    }

    [Fact]
    public async Task Without_a_detector_the_answer_says_that_points_are_to_be_sent()
    {
        await using var server = await WebServer.StartAsync();

        await Refusals.AssertAsync(await server.FindFacesAsync(Photo(WebServer.Encoded)), HttpStatusCode.ServiceUnavailable, "Send the points with the photo");
    }

    [Fact]
    public void Where_YuNet_is_not_installed_the_embedded_detector_finds_faces()
    {
        using var finder = FaceFinder.Open(choice: null);

        Assert.Equal(new ModelStore().Find(CatalogModel.YuNet) is null ? "the embedded detector" : "YuNet", finder.Name);
    }

    [Fact]
    public async Task The_embedded_detector_can_be_asked_for_and_finds_the_people_of_the_samples()
    {
        using var finder = FaceFinder.Open("embedded");
        await using var server = await WebServer.StartAsync(finder.Detector);
        var picture = await server.Client.GetByteArrayAsync("api/samples/1.jpg", TestContext.Current.CancellationToken);

        Assert.Equal("the embedded detector", finder.Name);
        Assert.Single(await Faces(await server.FindFacesAsync(Photo(picture))));
    }

    [Fact]
    public async Task A_detector_that_is_not_there_stops_the_application_with_its_name()
    {
        var problem = await Assert.ThrowsAnyAsync<IOException>(async () => await WebSample.Create(["--Detector=nowhere.onnx"]).DisposeAsync());

        Assert.Contains("nowhere.onnx", problem.Message);
    }

    [Fact]
    public async Task What_is_no_photo_is_refused()
    {
        await using var server = await WebServer.StartAsync(new FixedDetector());

        await Refusals.AssertAsync(await server.FindFacesAsync(Photo("no photo"u8.ToArray())), HttpStatusCode.UnsupportedMediaType, "is no photo that can be used", "photo");
        await Refusals.AssertAsync(await server.FindFacesAsync(new MultipartFormDataContent { { new StringContent("1"), "other" } }), HttpStatusCode.BadRequest, "There is no photo", "photo");
        var bomb = await File.ReadAllBytesAsync(FixtureImages.PathOf("codec/bomb.png"), TestContext.Current.CancellationToken);
        await Refusals.AssertAsync(await server.FindFacesAsync(Photo(bomb)), HttpStatusCode.UnsupportedMediaType, "60000x60000");
    }

    private static MultipartFormDataContent Photo(byte[] encoded) => new() { { new ByteArrayContent(encoded), "photo", "photo.png" } };

    private static async Task<IEnumerable<FaceLandmarks>> Faces(HttpResponseMessage response)
    {
        var found = await response.Content.ReadFromJsonAsync<Found>(TestContext.Current.CancellationToken);
        Assert.Equal(WebServer.DetectorName, found!.Detector);
        return found.Faces.Select(face => FaceLandmarks.FromPoints([.. face.Select(point => new Vector2(point[0], point[1]))]));
    }

    private sealed record Found(string Detector, float[][][] Faces);
}
