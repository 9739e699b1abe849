using System.Globalization;

namespace GlGan.Samples.Web.Editing;

/// <summary>Answers that say why not, as <c>application/problem+json</c>.</summary>
internal static class Refusal
{
    internal static IResult Because(string reason, int status, TimeSpan? retryAfter = null) => new Answer(Results.Problem(reason, statusCode: status), retryAfter);

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
            return Because(problem.Message, problem.Status, problem.RetryAfter);
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
