using GlGan.Imaging;
using GlGan.Samples.Web.Limits;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace GlGan.Samples.Web.Editing;

/// <summary><c>POST /api/faces</c>: a photo in, its faces out, the most prominent first, each as five points <c>[x, y]</c> in pixels of the photo, and what found them.</summary>
internal static class FacesEndpoint
{
    /// <exception cref="UploadException">There is no detector, or no photo.</exception>
    internal static async Task<IResult> HandleAsync(
        HttpRequest request, [FromServices] FaceFinder? finder, EditQueue queue, SkiaImageCodec codec, IOptions<WebLimits> options, CancellationToken cancellationToken)
    {
        if (finder is null)
            throw new UploadException(StatusCodes.Status503ServiceUnavailable, "This server finds no faces: it was started with --Detector=none. Send the points with the photo.");
        var limits = options.Value;
        var form = await UploadForm.ReadAsync(request, limits, cancellationToken);
        using var place = await queue.EnterAsync(UploadForm.Ticket(form), cancellationToken);
        var photo = Uploads.Photo(form, "photo", codec, limits) ?? throw Uploads.Missing("photo");
        return Results.Json(new { detector = finder.Name, faces = finder.Detector.Detect(photo).Select(face => face.Landmarks.ToArray().Select(point => new[] { point.X, point.Y })) });
    }
}
