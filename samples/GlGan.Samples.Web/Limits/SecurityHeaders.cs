namespace GlGan.Samples.Web.Limits;

/// <summary>Tells browsers to load nothing but the application's own files, and to keep uploads out of caches.</summary>
public sealed class SecurityHeaders(RequestDelegate next)
{
    /// <summary>Adds the headers.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'self'; img-src 'self' blob: data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        if (!HttpMethods.IsGet(context.Request.Method)) headers.CacheControl = "no-store";
        return next(context);
    }
}
