using System.Net;
using System.Net.Http.Json;
using GlGan.Imaging;
using GlGan.Synthesis;
using GlGan.Tests.Imaging;
using GlGan.Tests.Synthesis;
using Microsoft.Extensions.Options;

namespace GlGan.Tests.Web;

[Collection("Tensors")]
public sealed class WebSampleTests
{
    private static readonly string[] Plenty = ["--Limits:PerMinute=100000", "--Limits:PerClient=100000"];

    [Theory]
    [InlineData("swap")]
    [InlineData("smooth")]
    public async Task A_photo_comes_back_edited_and_marked(string operation)
    {
        await using var server = await WebServer.StartAsync();
        using var form = WebServer.Add(WebServer.Form(), "source", WebServer.Encoded, "source.png");

        using var response = await server.EditAsync(operation, form);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal($"{operation}.png", response.Content.Headers.ContentDisposition!.FileName);
        var encoded = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(Provenance.Read(encoded));
        Assert.Equal(WebServer.Person.Image.Width, SkiaImageCodec.Default.Decode(encoded).Width);
    }

    [Fact]
    public async Task With_a_model_a_face_is_turned_to_the_front()
    {
        using var folder = new TemporaryFolder();
        await using var server = await WebServer.StartAsync($"--GlGan:ModelPath={TinyModel.Save(folder, 1)}");

        using var response = await server.EditAsync("frontalise", WebServer.Form());

        var encoded = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(32, SkiaImageCodec.Default.Decode(encoded).Width);
        Assert.NotNull(Provenance.Read(encoded));
    }

    [Fact]
    public async Task A_model_that_is_not_there_stops_the_application_with_its_name()
    {
        var problem = await Assert.ThrowsAsync<OptionsValidationException>(() => WebServer.StartAsync("--GlGan:ModelPath=nowhere.safetensors"));

        Assert.Contains("there is no file 'nowhere.safetensors'", problem.Message);
    }

    [Fact]
    public async Task A_damaged_model_stops_the_application_with_its_name()
    {
        using var folder = new TemporaryFolder();
        var path = TinyModel.Save(folder, 1);
        await File.WriteAllBytesAsync(path, (await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken))[..^1000], TestContext.Current.CancellationToken);

        var problem = await Assert.ThrowsAnyAsync<Exception>(() => WebServer.StartAsync($"--GlGan:ModelPath={path}"));

        Assert.Contains(path, problem.Message);
    }

    [Theory]
    [InlineData(ModelPurpose.Region)]
    [InlineData(ModelPurpose.Swap)]
    public async Task A_model_for_something_else_stops_the_application_with_its_purpose(ModelPurpose purpose)
    {
        using var folder = new TemporaryFolder();
        var path = TinyModel.Save(folder, 1, purpose);

        var problem = await Assert.ThrowsAsync<InvalidOperationException>(() => WebServer.StartAsync($"--GlGan:ModelPath={path}"));

        Assert.Contains($"this one was trained for {purpose}", problem.Message);
    }

    [Fact]
    public async Task With_a_model_health_is_the_models_too()
    {
        using var folder = new TemporaryFolder();
        await using var server = await WebServer.StartAsync($"--GlGan:ModelPath={TinyModel.Save(folder, 1)}");

        Assert.Equal("Healthy", await server.Client.GetStringAsync("health", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_page_and_its_health_answer()
    {
        await using var server = await WebServer.StartAsync();

        Assert.Contains("GL-GAN photo editor", await server.Client.GetStringAsync("/", TestContext.Current.CancellationToken));
        Assert.Equal("Healthy", await server.Client.GetStringAsync("health", TestContext.Current.CancellationToken));
        var operations = await server.Client.GetFromJsonAsync<Dictionary<string, bool>>("api/operations", TestContext.Current.CancellationToken);
        Assert.Equal(new Dictionary<string, bool> { ["faces"] = false, ["swap"] = true, ["smooth"] = true, ["frontalise"] = false }, operations);
    }

    [Theory]
    [InlineData("swap", HttpStatusCode.BadRequest, "A swap needs a second photo")]
    [InlineData("frontalise", HttpStatusCode.Conflict, "No model for frontal views is configured")]
    [InlineData("paint", HttpStatusCode.NotFound, "There is no operation 'paint'")]
    public async Task What_cannot_be_done_is_said(string operation, HttpStatusCode status, string reason)
    {
        await using var server = await WebServer.StartAsync();

        await Refusals.AssertAsync(await server.EditAsync(operation, WebServer.Form()), status, reason);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("C:\\photos\\a.png")]
    [InlineData("..")]
    public async Task Names_that_look_like_paths_are_refused(string name)
    {
        await using var server = await WebServer.StartAsync();

        await Refusals.AssertAsync(await server.EditAsync("smooth", WebServer.Form(name: name)), HttpStatusCode.BadRequest, "looks like a path", "photo");
    }

    [Theory]
    [InlineData("1,2 3,4", "Expected 10 numbers")]
    [InlineData("1,2 3,4 5,6 7,8 9,x", "'x' is not a finite number")]
    [InlineData("1,2 3,4 5,6 7,8 9,4000", "lies outside its photo")]
    [InlineData("5,5 5,5 5,5 5,5 5,5", "All landmarks coincide at (5, 5)")]
    [InlineData("40,28 24,28 32,37 38,45 26,45", "Left and right are exchanged")]
    public async Task Landmarks_that_are_none_are_refused(string landmarks, string reason)
    {
        await using var server = await WebServer.StartAsync();

        await Refusals.AssertAsync(await server.EditAsync("smooth", WebServer.Form(landmarks: landmarks)), HttpStatusCode.BadRequest, reason, "photo");
    }

    [Fact]
    public async Task A_renamed_executable_is_refused()
    {
        await using var server = await WebServer.StartAsync();
        byte[] executable = [0x7F, (byte)'E', (byte)'L', (byte)'F', .. new byte[4096]];

        await Refusals.AssertAsync(await server.EditAsync("smooth", WebServer.Form(executable, "holiday.jpg")), HttpStatusCode.UnsupportedMediaType, "is no photo that can be used");
    }

    [Fact]
    public async Task A_photo_of_too_many_pixels_is_refused_before_they_take_memory()
    {
        await using var server = await WebServer.StartAsync();
        var bomb = await File.ReadAllBytesAsync(FixtureImages.PathOf("codec/bomb.png"), TestContext.Current.CancellationToken);

        await Refusals.AssertAsync(await server.EditAsync("smooth", WebServer.Form(bomb)), HttpStatusCode.UnsupportedMediaType, "60000x60000");
    }

    [Fact]
    public async Task A_file_of_100_megabytes_is_refused()
    {
        await using var server = await WebServer.StartAsync();

        await Refusals.AssertAsync(await server.EditAsync("smooth", WebServer.Form(new byte[100 << 20])), HttpStatusCode.RequestEntityTooLarge, "at most 10 MB");
    }

    [Fact]
    public async Task Of_200_edits_at_once_each_is_answered_or_refused()
    {
        await using var server = await WebServer.StartAsync(Plenty);

        var responses = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => server.EditAsync("smooth", WebServer.Form())));

        var counts = responses.CountBy(response => response.StatusCode).ToDictionary();
        Assert.Equal(200, counts.GetValueOrDefault(HttpStatusCode.OK) + counts.GetValueOrDefault(HttpStatusCode.TooManyRequests));
        Assert.True(counts[HttpStatusCode.OK] > 0);
        foreach (var refused in responses.Where(response => response.StatusCode == HttpStatusCode.TooManyRequests))
        {
            Assert.NotNull(refused.Headers.RetryAfter);
            await Refusals.AssertAsync(refused, HttpStatusCode.TooManyRequests, "Too many edits are waiting");
        }
    }

    [Fact]
    public async Task A_client_has_so_many_edits_a_minute()
    {
        await using var server = await WebServer.StartAsync("--Limits:PerMinute=2");

        for (var i = 0; i < 2; i++) Assert.Equal(HttpStatusCode.OK, (await server.EditAsync("smooth", WebServer.Form())).StatusCode);

        using var refused = await server.EditAsync("smooth", WebServer.Form());
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        await Refusals.AssertAsync(refused, HttpStatusCode.TooManyRequests, $"At most 2 edits a minute are taken from one address. Try again in {refused.Headers.RetryAfter.Delta.Value.TotalSeconds} seconds.");
        Assert.Equal("Healthy", await server.Client.GetStringAsync("health", TestContext.Current.CancellationToken));
    }
}
