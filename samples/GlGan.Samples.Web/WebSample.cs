using System.Globalization;
using System.Threading.RateLimiting;
using GlGan.DependencyInjection;
using GlGan.Editing;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Onnx;
using GlGan.Samples.Web.Editing;
using GlGan.Samples.Web.Limits;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace GlGan.Samples.Web;

/// <summary>The whole application: a page, faces found, three edits behind one address, limits, health.</summary>
public static class WebSample
{
    private const string EditLimit = "edits";

    /// <summary>Builds the application; run or start it.</summary>
    /// <param name="args">Settings of the command line.</param>
    /// <param name="configure">Puts other services in the place of the application's own.</param>
    public static WebApplication Create(string[] args, Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        var glgan = builder.Services.AddGlGan().UseModel();
        builder.Services.AddOptions<GlGanOptions>().BindConfiguration("GlGan").ValidateOnStart();
        builder.Services.AddOptions<WebLimits>().BindConfiguration("Limits");
        builder.Services.AddProblemDetails();
        var health = builder.Services.AddHealthChecks();
        if (builder.Configuration["GlGan:ModelPath"] is not null)
        {
            glgan.WithWarmUp();
            health.AddGlGan();
        }

        if (Detector(builder.Configuration) is { } detector) glgan.UseYuNet(detector);
        builder.Services.AddSingleton(services => UploadCodec(services.GetRequiredService<IOptions<WebLimits>>().Value));
        builder.Services.AddSingleton(new SkinSmoother());
        builder.Services.AddSingleton<PhotoEditor>();
        builder.Services.AddRateLimiter(AddEditLimit);

        configure?.Invoke(builder.Services);

        var app = builder.Build();
        // A detector that is damaged stops the application here.
        app.Services.GetService<ILandmarkDetector>();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseMiddleware<SecurityHeaders>();
        app.UseDefaultFiles();
        app.UseStaticFiles();
        app.UseRateLimiter();
        app.MapHealthChecks("/health");
        app.MapGet("/api/operations", (PhotoEditor editor) => editor.Operations);
        var uploads = app.MapGroup("/api").RequireRateLimiting(EditLimit).DisableAntiforgery().AddEndpointFilter(Refusal.OfUploads);
        uploads.MapPost("faces", FacesEndpoint.HandleAsync);
        uploads.MapPost("{operation}", EditEndpoint.HandleAsync);
        return app;
    }

    private static string? Detector(IConfiguration configuration) => configuration["Detector"] ?? new ModelStore().Find(CatalogModel.YuNet);

    private static SkiaImageCodec UploadCodec(WebLimits limits) => new(new ImageLimits { MaxPixels = limits.MaxPixels, MaxBytes = limits.MaxBytes });

    private static void AddEditLimit(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.AddPolicy(EditLimit, context =>
        {
            var limits = context.RequestServices.GetRequiredService<IOptions<WebLimits>>().Value;
            return RateLimitPartition.GetConcurrencyLimiter(EditLimit, _ => new ConcurrencyLimiterOptions { PermitLimit = limits.Concurrent, QueueLimit = limits.Queue });
        });
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
        {
            var limits = context.RequestServices.GetRequiredService<IOptions<WebLimits>>().Value;
            var client = context.Connection.RemoteIpAddress?.ToString() ?? "unknown";
            return HttpMethods.IsPost(context.Request.Method)
                ? RateLimitPartition.GetFixedWindowLimiter(client, _ => new FixedWindowRateLimiterOptions { PermitLimit = limits.PerMinute, Window = TimeSpan.FromMinutes(1) })
                : RateLimitPartition.GetNoLimiter("");
        });
        options.OnRejected = async (context, cancellationToken) =>
        {
            var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(5);
            context.HttpContext.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            await Refusal.Because("Too many edits are waiting. Try again in a few seconds.", StatusCodes.Status429TooManyRequests).ExecuteAsync(context.HttpContext);
        };
    }
}
