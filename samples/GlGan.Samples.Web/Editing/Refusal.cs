using System.Globalization;

namespace GlGan.Samples.Web.Editing;

/// <summary>Answers that say why not, as <c>application/problem+json</c>.</summary>
internal static class Refusal
{
    /// <param name="reason">Why not.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="retryAfter">When it may be tried again.</param>
    /// <param name="field">The field of the form that is to be mended, which the answer names as <c>field</c>.</param>
    internal static IResult Because(string reason, int status, TimeSpan? retryAfter = null, string? field = null) =>
        new Answer(Results.Problem(reason, statusCode: status, extensions: field is null ? null : new Dictionary<string, object?> { ["field"] = field }), retryAfter);

    /// <summary>Whole seconds, rounded up.</summary>
    internal static int Seconds(TimeSpan wait) => (int)Math.Ceiling(wait.TotalSeconds);

    /// <summary>Makes them of what an endpoint throws.</summary>
    internal static async ValueTask<object?> OfUploads(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (UploadException problem)
        {
            return Because(problem.Message, problem.Status, problem.RetryAfter, problem.Field);
        }
    }

    private sealed class Answer(IResult problem, TimeSpan? retryAfter) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            if (retryAfter is { } wait) httpContext.Response.Headers.RetryAfter = Seconds(wait).ToString(CultureInfo.InvariantCulture);
            return problem.ExecuteAsync(httpContext);
        }
    }
}
