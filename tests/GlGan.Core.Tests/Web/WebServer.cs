using System.Globalization;
using System.Net.Http.Json;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Rendering;
using GlGan.Samples.Web;
using GlGan.Samples.Web.Editing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GlGan.Tests.Web;

/// <summary>The web sample on a port of its own, and a client.</summary>
internal sealed class WebServer : IAsyncDisposable
{
    internal static readonly SyntheticFace Person = new SyntheticFaces(1).Render(3, FaceView.Frontal, 128, FaceTemplate.TpGan128);

    internal const string DetectorName = "the detector of a test";

    private readonly WebApplication _application;

    private WebServer(WebApplication application) =>
        (_application, Client) = (application, new HttpClient { BaseAddress = new Uri(application.Urls.First()), Timeout = TimeSpan.FromMinutes(5) });

    internal HttpClient Client { get; }

    internal static Task<WebServer> StartAsync(params string[] settings) => StartAsync(detector: null, settings);

    /// <param name="detector">The application's detector; none, whatever is installed on this machine, where it is <see langword="null"/>.</param>
    /// <param name="settings">Settings of the command line.</param>
    internal static async Task<WebServer> StartAsync(ILandmarkDetector? detector, params string[] settings)
    {
        var application = WebSample.Create(["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None", .. settings], services =>
        {
            services.RemoveAll<FaceFinder>();
            if (detector is not null) services.AddSingleton(new FaceFinder(DetectorName, detector));
        });
        await application.StartAsync(TestContext.Current.CancellationToken);
        return new WebServer(application);
    }

    internal Task<HttpResponseMessage> EditAsync(string operation, HttpContent form) => Client.PostAsync($"api/{operation}", form, TestContext.Current.CancellationToken);

    internal Task<HttpResponseMessage> FindFacesAsync(HttpContent form) => EditAsync("faces", form);

    /// <summary>A form with one photo.</summary>
    internal static MultipartFormDataContent Form(byte[]? photo = null, string name = "photo.png", string? landmarks = null) =>
        Add(new MultipartFormDataContent(), "photo", photo ?? Encoded, name, landmarks);

    internal static MultipartFormDataContent Add(MultipartFormDataContent form, string field, byte[] photo, string name, string? landmarks = null)
    {
        form.Add(new ByteArrayContent(photo), field, name);
        form.Add(new StringContent(landmarks ?? Landmarks), $"{field}-landmarks");
        return form;
    }

    internal static byte[] Encoded { get; } = SkiaImageCodec.Default.Encode(Person.Image, ImageFormat.Png);

    private static string Landmarks =>
        string.Join(' ', Person.Landmarks.ToArray().Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.0},{point.Y:0.0}")));

    /// <summary>The place of a request in the queue, as it is told.</summary>
    internal async Task<int?> PlaceOfAsync(Guid ticket) =>
        (await Client.GetFromJsonAsync<Dictionary<string, int?>>($"api/queue/{ticket}", TestContext.Current.CancellationToken))!["place"];

    /// <summary>Ends it as a signal would.</summary>
    internal Task StopAsync() => _application.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _application.DisposeAsync();
    }
}
