using System.Text.Json;
using GlGan.Cli.Commands;
using GlGan.Imaging;
using GlGan.Rendering;
using GlGan.Tests.Cli;
using GlGan.Video;

namespace GlGan.Tests.Videos;

[Collection("Tensors")]
public sealed class VideoCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_swap_that_was_killed_goes_on_by_the_same_command_and_gives_the_same_bytes()
    {
        TestVideos.RequireFfmpeg();
        await TestVideos.WriteFaceAsync(_folder.File("a.mp4"), 60, 160);
        var source = Source();
        string[] Command(string output) => ["exec", Path.Combine(AppContext.BaseDirectory, "glgan.dll"), "swap", "--source", source, "--target", _folder.File("a.mp4"), "--detector", "embedded", "--out", output];
        Directory.CreateDirectory(_folder.File("whole"));
        Oracle.Run("dotnet", Command(Path.Combine(_folder.File("whole"), "b.mp4")));

        using (var killed = new ChildProcess("dotnet", Command(_folder.File("b.mp4"))))
        {
            while (!killed.HasEnded && !File.Exists(Path.Combine(_folder.File("b.mp4.partial"), "000000.json"))) Thread.Sleep(10);
            killed.Kill();
        }

        Assert.False(File.Exists(_folder.File("b.mp4")));
        Assert.Contains("went on after", Oracle.Run("dotnet", Command(_folder.File("b.mp4"))));
        Assert.Equal(File.ReadAllBytes(Path.Combine(_folder.File("whole"), "b.mp4")), File.ReadAllBytes(_folder.File("b.mp4")));
        Assert.False(Directory.Exists(_folder.File("b.mp4.partial")));
        Assert.Equal(File.ReadAllText(Path.Combine(_folder.File("whole"), "b.mp4.json")), File.ReadAllText(_folder.File("b.mp4.json")));
    }

    [Fact]
    public async Task What_was_done_to_a_video_is_written_beside_it()
    {
        TestVideos.RequireFfmpeg();
        await TestVideos.WriteFaceAsync(_folder.File("a.mp4"), 6, 160);

        var exitCode = GlganCommand.Invoke(["swap", "--source", Source(), "--target", _folder.File("a.mp4"), "--target-face", "1", "--keep", "mouth", "--detector", "embedded", "--out", _folder.File("b.mp4")]);

        Assert.Equal(0, exitCode);
        using var record = JsonDocument.Parse(File.ReadAllText(_folder.File("b.mp4.json")));
        Assert.Equal("algorithmicallyEnhanced", record.RootElement.GetProperty("mark").GetString());
        Assert.Equal(6, record.RootElement.GetProperty("edited").GetInt32());
        Assert.Equal(1, record.RootElement.GetProperty("faces")[0].GetProperty("source_face").GetInt32());
    }

    [Fact]
    public async Task A_video_is_smoothed_with_and_without_its_faces()
    {
        TestVideos.RequireFfmpeg();
        await TestVideos.WriteFaceAsync(_folder.File("a.mp4"), 4, 160);

        Assert.Equal(0, GlganCommand.Invoke(["smooth", "--input", _folder.File("a.mp4"), "--method", "guided", "--radius", "3", "--epsilon", "0.05", "--out", _folder.File("b.mkv")]));
        Assert.Equal(0, GlganCommand.Invoke(["smooth", "--input", _folder.File("a.mp4"), "--method", "skin", "--detector", "embedded", "--no-mark", "--out", _folder.File("c.mp4")]));

        Assert.Equal(4, (await TestVideos.ReadAsync(_folder.File("b.mkv"))).Count);
        Assert.Equal(DigitalSource.AlgorithmicallyEnhanced, (await VideoFile.ProbeAsync(_folder.File("b.mkv"), TestContext.Current.CancellationToken)).Source);
        Assert.Null((await VideoFile.ProbeAsync(_folder.File("c.mp4"), TestContext.Current.CancellationToken)).Source);
    }

    [Fact]
    public async Task A_video_is_not_written_over_itself_nor_side_by_side_nor_as_a_picture()
    {
        TestVideos.RequireFfmpeg();
        await TestVideos.WriteFaceAsync(_folder.File("a.mp4"), 2, 96);
        string[] smooth = ["smooth", "--input", _folder.File("a.mp4"), "--method", "guided", "--out"];

        Assert.Contains("would be overwritten", CommandOutput.Refusal([.. smooth, _folder.File("a.mp4")]));
        Assert.Contains("--side-by-side is for photos", CommandOutput.Refusal([.. smooth, _folder.File("b.mp4"), "--side-by-side"]));
        Assert.Contains("the extension of a video must be", CommandOutput.Refusal([.. smooth, _folder.File("b.png")]));
        Assert.Equal(["a.mp4"], _folder.Names());
    }

    [Fact]
    public void Where_ffmpeg_is_missing_it_is_said_how_to_get_it()
    {
        File.WriteAllText(_folder.File("a.mp4"), "a video");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The search path is set by 'env'.");
        var dotnet = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "/usr/bin/dotnet";
        Assert.SkipUnless(File.Exists(dotnet), $"There is no {dotnet}.");

        using var tool = new ChildProcess(
            dotnet, ["exec", Path.Combine(AppContext.BaseDirectory, "glgan.dll"), "smooth", "--input", _folder.File("a.mp4"), "--method", "guided", "--out", _folder.File("b.mp4")], environment: ("PATH", _folder.FullPath));
        var (exitCode, _, error) = tool.Finish();

        Assert.Equal(1, exitCode);
        Assert.Contains("ffmpeg was not found: install it ('apt install ffmpeg'", error);
    }

    private string Source()
    {
        var face = new SyntheticFaces(seed: 5, FaceRichness.Quick).Render(2, FaceView.Frontal, 160);
        ImageFile.Save(_folder.File("source.png"), face.Image);
        return _folder.File("source.png");
    }
}
