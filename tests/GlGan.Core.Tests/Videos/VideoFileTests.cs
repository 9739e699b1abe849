using GlGan.Video;

namespace GlGan.Tests.Videos;

public sealed class VideoFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.mp4")]
    [InlineData("a.mov")]
    [InlineData("a.mkv")]
    [InlineData("a.webm")]
    public async Task Frames_come_back_at_their_times_whatever_the_rate(string name)
    {
        TestVideos.RequireFfmpeg();
        long[] times = [0, 24, 48, 60, 300, 306];

        await TestVideos.WriteAsync(_folder.File(name), 64, 48, times);
        await using var reader = await VideoReader.OpenAsync(_folder.File(name), cancellationToken: TestContext.Current.CancellationToken);
        List<double> seconds = [];
        while (await reader.ReadAsync(TestContext.Current.CancellationToken) is { } frame)
        {
            Assert.InRange(frame.Image.Pixels[0], TestVideos.Level(seconds.Count) - 3, TestVideos.Level(seconds.Count) + 3);
            seconds.Add(reader.TimeBase.Seconds(frame.Timestamp));
        }

        Assert.Equal(times.Select(time => TestVideos.Ticks.Seconds(time)), seconds, (one, other) => Math.Abs(one - other) < 0.0011);
    }

    [Theory]
    [InlineData("a.mp4", 63, 47)]
    [InlineData("a.mp4", 64, 47)]
    [InlineData("a.webm", 63, 47)]
    public async Task An_odd_size_stays_as_it_is(string name, int width, int height)
    {
        TestVideos.RequireFfmpeg();

        await TestVideos.WriteAsync(_folder.File(name), width, height, [0, 24, 48]);

        Assert.All(await TestVideos.ReadAsync(_folder.File(name)), frame => Assert.Equal((width, height), (frame.Image.Width, frame.Image.Height)));
    }

    [Fact]
    public async Task Reading_may_begin_with_any_frame()
    {
        TestVideos.RequireFfmpeg();
        await TestVideos.WriteAsync(_folder.File("a.mp4"), 64, 48, [0, 24, 48, 72]);

        await using var reader = await VideoReader.OpenAsync(_folder.File("a.mp4"), first: 2, TestContext.Current.CancellationToken);

        Assert.Equal(48, (await reader.ReadAsync(TestContext.Current.CancellationToken))!.Timestamp);
    }

    [Fact]
    public async Task What_is_no_video_is_refused_by_its_name()
    {
        TestVideos.RequireFfmpeg();
        File.WriteAllText(_folder.File("a.mp4"), "no video");

        var problem = await Assert.ThrowsAsync<VideoException>(() => VideoReader.OpenAsync(_folder.File("a.mp4"), cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("a.mp4' is no video", problem.Message);
    }

    [Fact]
    public async Task A_name_with_quotation_marks_and_spaces_is_a_name()
    {
        TestVideos.RequireFfmpeg();
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names.");
        var path = _folder.File("a \"b\" -y 'c' %d.mp4");

        await TestVideos.WriteAsync(path, 64, 48, [0, 24]);

        Assert.Equal(2, (await TestVideos.ReadAsync(path)).Count);
        Assert.Equal([Path.GetFileName(path)], _folder.Names());
    }

    [Fact]
    public async Task Frames_go_forward_in_time_and_have_one_size()
    {
        TestVideos.RequireFfmpeg();
        await using var writer = new VideoWriter(_folder.File("a.mp4"), TestVideos.Ticks);
        await writer.WriteAsync(new VideoFrame(TestVideos.Grey(64, 48, 9), 24), TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<ArgumentException>(() => writer.WriteAsync(new VideoFrame(TestVideos.Grey(64, 48, 9), 24), TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<ArgumentException>(() => writer.WriteAsync(new VideoFrame(TestVideos.Grey(32, 48, 9), 48), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("ffmpeg version 4.4.2-0ubuntu0.22.04.1 Copyright", "ffmpeg 4.4 is too old: version 5.1 or newer is needed.")]
    [InlineData("ffmpeg version 5.1.9-0+deb12u1 Copyright", null)]
    [InlineData("ffmpeg version n7.1 Copyright", null)]
    [InlineData("ffmpeg version N-109741-gbbe95f7353 Copyright", null)]
    public void An_old_ffmpeg_is_told_so(string version, string? message) => Assert.Equal(message, Ffmpeg.TooOld(version));

    [Fact]
    public void A_missing_encoder_is_seen_in_the_list()
    {
        const string List = " V....D libx264              H.264 (codec h264)\n A....D aac                  AAC";

        Assert.False(Ffmpeg.Lacks(List, "libx264"));
        Assert.True(Ffmpeg.Lacks(List, "libvpx-vp9"));
    }

    [Fact]
    public void A_file_of_another_kind_is_not_written() =>
        Assert.Contains(".mp4, .m4v, .mov, .mkv, .webm", Assert.Throws<ArgumentException>(() => new VideoWriter(_folder.File("a.avi"), TestVideos.Ticks)).Message);
}
