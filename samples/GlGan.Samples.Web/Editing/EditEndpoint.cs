using GlGan.Imaging;
using GlGan.Samples.Web.Limits;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace GlGan.Samples.Web.Editing;

/// <summary><c>POST /api/OPERATION</c>: photos in, an edited photo out, marked as synthetic.</summary>
internal static class EditEndpoint
{
    internal static async Task<IResult> HandleAsync(
        string operation, HttpRequest request, PhotoEditor editor, SkiaImageCodec codec, IOptions<WebLimits> options, CancellationToken cancellationToken)
    {
        var limits = options.Value;
        try
        {
            var form = await ReadForm(request, limits, cancellationToken);
            var photo = Uploads.Read(form, "photo", codec, limits) ?? throw new UploadException(StatusCodes.Status400BadRequest, "There is no photo, in the field 'photo'.");
            var edited = await editor.EditAsync(operation, photo, Uploads.Read(form, "source", codec, limits), cancellationToken);
            return Results.File(Provenance.Mark(codec.Encode(edited, ImageFormat.Png)), "image/png", $"{operation}.png");
        }
        catch (UploadException problem)
        {
            return Refuse(problem.Status, problem.Message);
        }
    }

    /// <summary>An answer that says why not.</summary>
    internal static IResult Refuse(int status, string reason) => Results.Problem(reason, statusCode: status);

    private static async Task<IFormCollection> ReadForm(HttpRequest request, WebLimits limits, CancellationToken cancellationToken)
    {
        // Without a limit the server throws away what still comes, for some seconds, instead of cutting the line before the client has read why.
        var isTooLong = request.ContentLength > limits.MaxRequestBytes;
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body) body.MaxRequestBodySize = isTooLong ? null : limits.MaxRequestBytes;
        if (isTooLong) throw TooLong(limits);
        if (!request.HasFormContentType) throw new UploadException(StatusCodes.Status415UnsupportedMediaType, "Send a form (multipart/form-data) with the field 'photo'.");
        try
        {
            // Uploads stay in memory: nothing is buffered on disk.
            return await request.ReadFormAsync(new FormOptions { MemoryBufferThreshold = (int)limits.MaxRequestBytes, BufferBodyLengthLimit = limits.MaxRequestBytes }, cancellationToken);
        }
        catch (BadHttpRequestException problem) when (problem.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw TooLong(limits);
        }
        catch (Exception problem) when (problem is InvalidDataException or BadHttpRequestException or IOException)
        {
            throw new UploadException(StatusCodes.Status400BadRequest, $"The form cannot be read: {problem.Message}");
        }
    }

    private static UploadException TooLong(WebLimits limits) =>
        new(StatusCodes.Status413PayloadTooLarge, $"The upload is too long: at most {limits.MaxBytes >> 20} MB per photo are taken.");
}
