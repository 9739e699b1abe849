using GlGan.DependencyInjection;
using GlGan.Imaging;
using GlGan.Samples.Web.Editing;
using GlGan.Samples.Web.Limits;
using GlGan.Samples.Web.Pictures;
using Microsoft.Extensions.Options;

namespace GlGan.Samples.Web;

/// <summary>The whole application: a page, faces found, three edits behind one address, sample pictures, limits, health.</summary>
public static class WebSample
{
    // Whoever runs services kills those that have not ended ten seconds after they were told to.
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(4);

    /// <summary>Builds the application; run or start it.</summary>
    /// <param name="args">Settings of the command line.</param>
    /// <param name="configure">Puts other services in the place of the application's own.</param>
    public static WebApplication Create(string[] args, Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        var glgan = builder.Services.AddGlGan().UseModel();
        builder.Services.AddOptions<GlGanOptions>().BindConfiguration("GlGan").ValidateOnStart();
        builder.Services.AddOptions<WebLimits>().BindConfiguration("Limits").Validate(limits => limits.AreSound, "Limits: every number must be at least 1, the queue's at least 0, and MaxUploadBytes must take one upload.").ValidateOnStart();
        builder.Services.AddProblemDetails();
        var health = builder.Services.AddHealthChecks();
        if (builder.Configuration["GlGan:ModelPath"] is not null)
        {
            glgan.WithWarmUp();
            health.AddGlGan();
        }

        if (builder.Configuration["Detector"] is not FaceFinder.None) builder.Services.AddSingleton(services => FaceFinder.Open(services.GetRequiredService<IConfiguration>()["Detector"]));
        builder.Services.AddSingleton(services => UploadCodec(services.GetRequiredService<IOptions<WebLimits>>().Value));
        builder.Services.AddSingleton<PhotoEditor>();
        builder.Services.AddSingleton<SamplePictures>();
        builder.Services.AddSingleton<EditQueue>();
        builder.Services.AddSingleton<UploadMemory>();
        builder.Services.AddRateLimiter(RequestLimits.ForClients);
        builder.WebHost.ConfigureKestrel(RequestLimits.ForConnections);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = Drain);

        configure?.Invoke(builder.Services);

        var app = builder.Build();
        // A detector that is damaged, and a model that is not for this, stop the application here.
        app.Services.GetService<FaceFinder>();
        app.Services.GetRequiredService<PhotoEditor>();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseMiddleware<SecurityHeaders>();
        app.UseDefaultFiles();
        app.UseStaticFiles();
        app.UseRateLimiter();
        app.MapHealthChecks("/health");
        app.MapGet("/api/operations", (PhotoEditor editor) => editor.Operations);
        app.MapGet("/api/samples", () => SamplePictures.Addresses);
        app.MapGet("/api/samples/{number:int}.jpg", SamplePictures.HandleAsync);
        app.MapGet("/api/queue/{ticket:guid}", QueueEndpoint.Handle);
        var uploads = app.MapGroup("/api").DisableAntiforgery().AddEndpointFilter(Refusal.OfUploads);
        uploads.MapPost("faces", FacesEndpoint.HandleAsync);
        uploads.MapPost("{operation}", EditEndpoint.HandleAsync);
        return app;
    }

    private static SkiaImageCodec UploadCodec(WebLimits limits) => new(new ImageLimits { MaxPixels = limits.MaxPixels, MaxBytes = limits.MaxBytes });
}
