using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Mvc;

namespace GlGan.Tests.Web;

/// <summary>Answers that say why not, and which field is to be mended.</summary>
internal static class Refusals
{
    internal static async Task AssertAsync(HttpResponseMessage response, HttpStatusCode status, string reason, string? field = null)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = (await response.Content.ReadFromJsonAsync<ProblemDetails>(TestContext.Current.CancellationToken))!;
        Assert.Contains(reason, problem.Detail);
        if (field is not null) Assert.Equal(field, $"{problem.Extensions["field"]}");
        response.Dispose();
    }
}
