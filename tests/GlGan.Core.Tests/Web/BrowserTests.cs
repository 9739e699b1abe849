using System.ComponentModel;
using GlGan.Samples.Web.Editing;

namespace GlGan.Tests.Web;

/// <summary>The page in a browser, driven by mouse, touch and keys: <c>samples/GlGan.Samples.Web/browser</c>.</summary>
[Collection("Tensors")]
public sealed class BrowserTests
{
    [Fact]
    public async Task People_edit_photos_with_it_on_a_desktop_and_on_a_phone_without_an_error()
    {
        var scripts = RepositoryFiles.At("samples", "GlGan.Samples.Web", "browser");
        Assert.SkipUnless(File.Exists(Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium"), "There is no Chromium here.");
        Assert.SkipUnless(Directory.Exists(Path.Combine(scripts, "node_modules")), $"What drives it is not installed: npm install, in {scripts}.");
        using var folder = new TemporaryFolder();
        using var finder = FaceFinder.Open("embedded");
        await using var server = await WebServer.StartAsync(finder.Detector, "--Limits:PerMinute=100000");
        string[] photos = [folder.File("photo.jpg"), folder.File("source.jpg")];
        foreach (var (index, photo) in photos.Index())
            await File.WriteAllBytesAsync(photo, await server.Client.GetByteArrayAsync($"api/samples/{index + 1}.jpg", TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

        var (exitCode, output, error) = Drive([Path.Combine(scripts, "drive.mjs"), $"{server.Client.BaseAddress}", .. photos, folder.File("pictures")]);

        Assert.True(exitCode == 0, output + error);
    }

    private static (int ExitCode, string Output, string Error) Drive(string[] arguments)
    {
        try
        {
            return ChildProcess.Run("node", arguments);
        }
        catch (Win32Exception)
        {
            Assert.Skip("There is no Node.js here.");
            throw;
        }
    }
}
