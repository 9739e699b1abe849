using GlGan.Imaging;
using GlGan.Samples.Web.Limits;
using Microsoft.Extensions.Options;

namespace GlGan.Samples.Web.Editing;

/// <summary><c>POST /api/OPERATION</c>: photos in, an edited photo out, marked with where it comes from.</summary>
internal static class EditEndpoint
{
    /// <exception cref="UploadException">What came in cannot be edited.</exception>
    internal static async Task<IResult> HandleAsync(
        string operation, HttpRequest request, PhotoEditor editor, EditQueue queue, SkiaImageCodec codec, IOptions<WebLimits> options, CancellationToken cancellationToken)
    {
        var limits = options.Value;
        var form = await UploadForm.ReadAsync(request, limits, cancellationToken);
        var choices = EditChoices.Of(form);
        using var place = await queue.EnterAsync(UploadForm.Ticket(form), cancellationToken);
        var photo = Uploads.Face(form, "photo", codec, limits) ?? throw Uploads.Missing("photo");
        var edited = await editor.EditAsync(operation, photo, Uploads.Face(form, "source", codec, limits), choices, cancellationToken);
        return Results.File(Provenance.Mark(codec.Encode(edited, ImageFormat.Png), PhotoEditor.SourceOf(operation)), "image/png", $"{operation}.png");
    }
}
