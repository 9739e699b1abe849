namespace GlGan.Samples.Web.Editing;

/// <summary>Answers that say why not, as <c>application/problem+json</c>.</summary>
internal static class Refusal
{
    internal static IResult Because(string reason, int status) => Results.Problem(reason, statusCode: status);

    /// <summary>Makes them of what an endpoint throws.</summary>
    internal static async ValueTask<object?> OfUploads(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (UploadException problem)
        {
            return Because(problem.Message, problem.Status);
        }
    }
}
