using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Rendering;

namespace GlGan.Samples.Web.Pictures;

/// <summary>People to try the page with, where no photo is at hand. They are rendered, each when it is first asked for, one at a time so that others are served meanwhile.</summary>
public sealed class SamplePictures : IDisposable
{
    private const int Side = 640, Quality = 90;
    private const ulong Population = 1;

    private static readonly int[] People = [10, 3, 52, 27, 20, 50];

    private readonly SyntheticFaces _people = new(Population);
    private readonly SemaphoreSlim _renderer = new(1);
    private readonly Lazy<Task<byte[]>>[] _pictures;

    /// <summary>Renders none yet.</summary>
    public SamplePictures() => _pictures = [.. People.Select(person => new Lazy<Task<byte[]>>(() => RenderAsync(person)))];

    /// <summary>Where they are found.</summary>
    public static IEnumerable<string> Addresses => People.Select((_, index) => $"api/samples/{index + 1}.jpg");

    /// <summary><c>GET /api/samples/NUMBER.jpg</c>: a rendered person, marked as such.</summary>
    internal static async Task<IResult> HandleAsync(int number, SamplePictures pictures, HttpResponse response)
    {
        if (number < 1 || number > People.Length) return Results.NotFound();
        response.Headers.CacheControl = "public, max-age=86400";
        return Results.File(await pictures._pictures[number - 1].Value, "image/jpeg");
    }

    /// <inheritdoc/>
    public void Dispose() => _renderer.Dispose();

    private async Task<byte[]> RenderAsync(int person)
    {
        await _renderer.WaitAsync();
        try
        {
            return await Task.Run(() => Render(person));
        }
        finally
        {
            _renderer.Release();
        }
    }

    private byte[] Render(int person)
    {
        var view = _people.View(person, 0);
        var towards = view with { Yaw = view.Yaw / 6, Pitch = view.Pitch / 3, Camera = FaceCamera.Perfect, Occluder = FaceOccluder.None };
        return Provenance.Mark(SkiaImageCodec.Default.Encode(_people.Render(person, towards, Side, FaceTemplate.Ffhq512).Image, ImageFormat.Jpeg, Quality), DigitalSource.AlgorithmicMedia);
    }
}
