using GlGan.Imaging;
using GlGan.Video;

namespace GlGan.Tests.Videos;

public sealed class VideoEditTests : IDisposable
{
    private const int Size = 96;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Faces_are_swapped_and_frames_without_one_go_through()
    {
        var video = await Clip(30, faceless: 20);

        var report = await Swap(video).SaveAsync(_folder.File("b.mp4"), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((30, 20, 0), (report.Frames, report.Edited, report.Refused));
        Assert.Equal([new VideoTrack(1, 0, 19, 20)], report.Tracks);
        var (before, after) = (await TestVideos.ReadAsync(video), await TestVideos.ReadAsync(_folder.File("b.mp4")));
        Assert.Equal(before.Select(frame => frame.Timestamp), after.Select(frame => frame.Timestamp));
        Assert.True(Difference(before[5], after[5]) > 2);
        Assert.True(Difference(before[25], after[25]) < 1);
        Assert.Equal(["a.mp4", "b.mp4"], _folder.Names());
    }

    [Fact]
    public async Task An_edit_that_was_interrupted_goes_on_and_gives_the_same_bytes()
    {
        var video = await Clip(80);
        await Swap(video).ResumedBy("swap").SaveAsync(_folder.File("whole.mp4"), cancellationToken: TestContext.Current.CancellationToken);

        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Swap(video).ResumedBy("swap").OnThreads(1).SaveAsync(_folder.File("b.mp4"), new StopAfter(stop, frames: 50), stop.Token));
        Assert.False(File.Exists(_folder.File("b.mp4")));
        var report = await Swap(video).ResumedBy("swap").SaveAsync(_folder.File("b.mp4"), cancellationToken: TestContext.Current.CancellationToken);

        Assert.InRange(report.Resumed, 24, 50);
        Assert.Equal(80, report.Frames);
        Assert.Equal(File.ReadAllBytes(_folder.File("whole.mp4")), File.ReadAllBytes(_folder.File("b.mp4")));
    }

    [Fact]
    public async Task Another_edit_does_not_go_on_with_what_is_there()
    {
        var video = await Clip(60);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Swap(video).ResumedBy("one").SaveAsync(_folder.File("b.mp4"), new StopAfter(stop, frames: 40), stop.Token));

        var report = await Swap(video).ResumedBy("other").SaveAsync(_folder.File("b.mp4"), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((0, 60), (report.Resumed, report.Frames));
    }

    [Theory]
    [InlineData("b.mp4", "aac")]
    [InlineData("b.mkv", "aac")]
    [InlineData("b.webm", "opus")]
    public async Task Sound_stays_and_what_a_container_cannot_hold_is_encoded(string name, string codec)
    {
        var video = await Clip(25);
        Oracle.Run("ffmpeg", "-v", "error", "-i", video, "-f", "lavfi", "-i", "sine=frequency=440:duration=1", "-map", "0:v", "-map", "1:a", "-c:v", "copy", "-c:a", "aac", _folder.File("sound.mp4"));

        await Grey(_folder.File("sound.mp4")).SaveAsync(_folder.File(name), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal([codec], (await VideoFile.ProbeAsync(_folder.File(name), TestContext.Current.CancellationToken)).AudioCodecs);
        Assert.InRange((await VideoFile.ProbeAsync(_folder.File(name), TestContext.Current.CancellationToken)).Duration.TotalSeconds, 0.95, 1.06);
    }

    [Fact]
    public async Task Sound_that_is_copied_is_the_same_and_pictures_start_when_they_did()
    {
        var video = await Clip(25);
        Oracle.Run("ffmpeg", "-v", "error", "-itsoffset", "0.4", "-i", video, "-f", "lavfi", "-i", "sine=frequency=440:duration=1.4", "-map", "0:v", "-map", "1:a", "-c:v", "copy", "-c:a", "aac", _folder.File("sound.mp4"));

        await Grey(_folder.File("sound.mp4")).SaveAsync(_folder.File("b.mp4"), cancellationToken: TestContext.Current.CancellationToken);

        string Hash(string file) => Oracle.Run("ffmpeg", "-v", "error", "-i", file, "-map", "0:a", "-f", "md5", "-");
        string Start(string file) => Oracle.Run("ffprobe", "-v", "error", "-select_streams", "v", "-show_entries", "stream=start_time", "-of", "csv=p=0", file);
        Assert.Equal(Hash(_folder.File("sound.mp4")), Hash(_folder.File("b.mp4")));
        Assert.Equal(Start(_folder.File("sound.mp4")), Start(_folder.File("b.mp4")));
    }

    [Fact]
    public async Task A_variable_rate_stays_frame_by_frame_over_the_borders_of_parts()
    {
        TestVideos.RequireFfmpeg();
        long[] times = [.. Enumerable.Range(0, 60).Select(frame => 20L * frame + frame * frame % 13)];
        await TestVideos.WriteAsync(_folder.File("a.mp4"), 64, 48, times);

        await Grey(_folder.File("a.mp4")).SaveAsync(_folder.File("b.mp4"), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(times, (await TestVideos.ReadAsync(_folder.File("b.mp4"))).Select(frame => frame.Timestamp));
        string Durations(string file) => Oracle.Run("ffprobe", "-v", "error", "-show_entries", "packet=pts,duration", "-of", "csv=p=0", file);
        Assert.Equal(Durations(_folder.File("a.mp4")).Split('\n')[..59], Durations(_folder.File("b.mp4")).Split('\n')[..59]);
    }

    [Fact]
    public async Task A_video_that_is_turned_by_its_container_looks_the_same()
    {
        TestVideos.RequireFfmpeg();
        await TestVideos.WriteAsync(_folder.File("a.mp4"), 64, 48, [0, 24, 48]);
        Oracle.Run("ffmpeg", "-v", "error", "-i", _folder.File("a.mp4"), "-c", "copy", "-metadata:s:v", "rotate=90", _folder.File("turned.mp4"));

        await Grey(_folder.File("turned.mp4")).SaveAsync(_folder.File("b.mp4"), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((48, 64), Shown(await VideoFile.ProbeAsync(_folder.File("turned.mp4"), TestContext.Current.CancellationToken)));
        Assert.Equal((48, 64), Shown(await VideoFile.ProbeAsync(_folder.File("b.mp4"), TestContext.Current.CancellationToken)));

        (int, int) Shown(VideoInfo info) => (info.Width, info.Height);
    }

    [Theory]
    [InlineData("bt709")]
    [InlineData("smpte170m")]
    [InlineData(null)]
    public async Task Colours_stay_what_they_are_by_whatever_matrix(string? matrix)
    {
        TestVideos.RequireFfmpeg();
        string[] said = matrix is null ? [] : ["-colorspace", matrix];
        var filter = $"scale=out_color_matrix={(matrix == "bt709" ? "bt709" : "bt601")},format=yuv420p";
        Oracle.Run("ffmpeg", ["-v", "error", "-f", "lavfi", "-i", "color=c=0x2080d0:s=64x48:d=0.2:r=10", "-vf", filter, .. said, _folder.File("a.mp4")]);

        await Grey(_folder.File("a.mp4")).SaveAsync(_folder.File("b.mp4"), cancellationToken: TestContext.Current.CancellationToken);

        var (before, after) = ((await TestVideos.ReadAsync(_folder.File("a.mp4")))[0], (await TestVideos.ReadAsync(_folder.File("b.mp4")))[0]);
        Assert.True(Difference(before, after) < 2.5, $"{Difference(before, after)}");
        Assert.Equal([0x20, 0x80, 0xD0], before.Image.Pixels.Take(3).Select(value => (int)value), (wanted, got) => Math.Abs(wanted - got) <= 3);
    }

    [Theory]
    [InlineData("b.mp4")]
    [InlineData("b.mov")]
    [InlineData("b.mkv")]
    [InlineData("b.webm")]
    public async Task The_result_is_marked_and_a_weightier_mark_outweighs_the_edit(string name)
    {
        var video = await Clip(4);

        await Swap(video).MarkedAs(DigitalSource.AlgorithmicallyEnhanced, DigitalSource.TrainedAlgorithmicMedia).SaveAsync(_folder.File(name), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(DigitalSource.CompositeWithTrainedAlgorithmicMedia, (await VideoFile.ProbeAsync(_folder.File(name), TestContext.Current.CancellationToken)).Source);
        await Swap(_folder.File(name)).SaveAsync(_folder.File("again-" + name), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(DigitalSource.CompositeWithTrainedAlgorithmicMedia, (await VideoFile.ProbeAsync(_folder.File("again-" + name), TestContext.Current.CancellationToken)).Source);
    }

    [Fact]
    public async Task Exiftool_reads_the_mark()
    {
        await Swap(await Clip(4)).SaveAsync(_folder.File("b.mp4"), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicallyEnhanced", Oracle.Run("exiftool", "-s3", "-XMP-iptcExt:DigitalSourceType", _folder.File("b.mp4")).Trim());
    }

    [Theory]
    [InlineData(MetadataKept.None, false, false)]
    [InlineData(MetadataKept.WithoutPlace, true, false)]
    [InlineData(MetadataKept.All, true, true)]
    public async Task Title_and_place_are_kept_only_where_asked_for(MetadataKept kept, bool hasTitle, bool hasPlace)
    {
        var video = await Clip(4);
        Oracle.Run("ffmpeg", "-v", "error", "-i", video, "-c", "copy", "-metadata", "title=Holidays", "-metadata", "location=+48.8577+002.2950/", _folder.File("tagged.mov"));

        await Swap(_folder.File("tagged.mov")).Keeping(kept).SaveAsync(_folder.File("b.mov"), cancellationToken: TestContext.Current.CancellationToken);

        var tags = Oracle.Run("ffprobe", "-v", "error", "-show_entries", "format_tags", "-of", "default=nk=0", _folder.File("b.mov"));
        Assert.Equal((hasTitle, hasPlace), (tags.Contains("Holidays", StringComparison.Ordinal), tags.Contains("48.8577", StringComparison.Ordinal)));
        Assert.Equal(hasPlace, File.ReadAllBytes(_folder.File("b.mov")).AsSpan().IndexOf("48.8577"u8) >= 0);
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_is_refused()
    {
        var video = await Clip(4, faceless: 0);

        Assert.Contains("Nothing of", (await Assert.ThrowsAsync<VideoException>(() => Swap(video).SaveAsync(_folder.File("b.mp4"), cancellationToken: TestContext.Current.CancellationToken))).Message);
        Assert.Equal(["a.mp4"], _folder.Names());
    }

    private static VideoEdit Grey(string video) => VideoEdit.Of(video).Apply((frame, _) => frame.Clone());

    private static VideoEdit Swap(string video)
    {
        var (photo, face) = TestVideos.Source();
        return VideoEdit.Of(video).WithFaces(new KnownFace(Size)).Swap(photo, face);
    }

    private static double Difference(VideoFrame one, VideoFrame other) => one.Image.Pixels.Zip(other.Image.Pixels, (a, b) => Math.Abs(a - b)).Average();

    private Task<string> Clip(int frames, int faceless = int.MaxValue)
    {
        TestVideos.RequireFfmpeg();
        return TestVideos.WriteFaceAsync(_folder.File("a.mp4"), frames, Size, faceless);
    }

    private sealed class StopAfter(CancellationTokenSource stop, int frames) : IProgress<VideoProgress>
    {
        public void Report(VideoProgress value)
        {
            if (value.Done >= frames) stop.Cancel();
        }
    }
}
