namespace GlGan.Samples.Web.Limits;

/// <summary><c>GET /api/queue/TICKET</c>: the place of the request that was sent with this ticket.</summary>
internal static class QueueEndpoint
{
    internal static IResult Handle(Guid ticket, EditQueue queue, HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        return Results.Json(new { place = queue.PlaceOf(ticket) });
    }
}
