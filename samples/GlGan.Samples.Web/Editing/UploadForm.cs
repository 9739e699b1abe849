using GlGan.Samples.Web.Limits;
using Microsoft.AspNetCore.Http.Features;

namespace GlGan.Samples.Web.Editing;

/// <summary>Reads the form of a request, as long as it may be, into memory: nothing is buffered on disk.</summary>
internal static class UploadForm
{
    /// <exception cref="UploadException">It is no form, too long, too slow, or broken off, too many come at once, or the server ends.</exception>
    internal static async Task<IFormCollection> ReadAsync(HttpRequest request, WebLimits limits, CancellationToken cancellationToken)
    {
        // Without a limit the server throws away what still comes, for some seconds, instead of cutting the line before the client has read why.
        var isTooLong = request.ContentLength > limits.MaxRequestBytes;
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body) body.MaxRequestBodySize = isTooLong ? null : limits.MaxRequestBytes;
        if (isTooLong) throw TooLong(limits);
        if (!request.HasFormContentType) throw new UploadException(StatusCodes.Status415UnsupportedMediaType, "Send a form (multipart/form-data) with the field 'photo'.");
        var ending = request.HttpContext.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        // A token for the form itself would cut the line before the client has read why.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ending);
        using var cancel = end.Token.Register(request.BodyReader.CancelPendingRead);
        var counted = new CountedBody(request.Body, request.HttpContext.RequestServices.GetRequiredService<UploadMemory>());
        // What was read lies in memory until the answer is there.
        request.HttpContext.Response.RegisterForDispose(counted);
        request.Body = counted;
        end.CancelAfter(TimeSpan.FromSeconds(limits.UploadSeconds));
        try
        {
            return await request.ReadFormAsync(new FormOptions { MemoryBufferThreshold = (int)limits.MaxRequestBytes, BufferBodyLengthLimit = limits.MaxRequestBytes }, cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            request.HttpContext.Response.Headers.Connection = "close";
            throw ending.IsCancellationRequested
                ? new UploadException(StatusCodes.Status503ServiceUnavailable, "The server is shutting down.")
                : new UploadException(StatusCodes.Status408RequestTimeout, $"The upload took longer than {limits.UploadSeconds} seconds.");
        }
        catch (BadHttpRequestException problem) when (problem.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw TooLong(limits);
        }
        catch (BadHttpRequestException problem) when (problem.StatusCode == StatusCodes.Status408RequestTimeout)
        {
            throw new UploadException(StatusCodes.Status408RequestTimeout, "The upload came too slowly.");
        }
        catch (Exception problem) when (problem is InvalidDataException or BadHttpRequestException or IOException)
        {
            throw new UploadException(StatusCodes.Status400BadRequest, $"The form cannot be read: {problem.Message}");
        }
    }

    /// <summary>By what the client asks for its place in the queue (<see cref="EditQueue.PlaceOf"/>); <see langword="null"/> where it sent nothing.</summary>
    /// <exception cref="UploadException">It is no GUID.</exception>
    internal static Guid? Ticket(IFormCollection form) => form["ticket"].ToString() is not { Length: > 0 } text ? null
        : Guid.TryParse(text, out var ticket) ? ticket
        : throw UploadException.Of("ticket", "The ticket must be a GUID.");

    private static UploadException TooLong(WebLimits limits) =>
        new(StatusCodes.Status413PayloadTooLarge, $"The upload is too long: at most {limits.MaxBytes >> 20} MB per photo are taken.");
}
