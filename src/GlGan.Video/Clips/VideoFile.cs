using GlGan.Foundation;

namespace GlGan.Video;

/// <summary>Files of videos, on the system's ffmpeg.</summary>
public static class VideoFile
{
    private static readonly HashSet<string> Read = new(
        [".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".mpg", ".mpeg", ".ts", ".mts", ".m2ts", ".3gp", ".wmv", ".flv", ".ogv"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a file is named as a video is.</summary>
    public static bool IsVideo(string path) => Read.Contains(Path.GetExtension(path));

    /// <summary>Looks at a video.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <exception cref="VideoException">ffmpeg is missing or too old, or the file is no video.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<VideoInfo> ProbeAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        UserFile.Require(path);
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no file '{path}'.", path);
        Ffmpeg.Require();
        if (await Ffmpeg.ProbeAsync(path, cancellationToken).ConfigureAwait(false) is not { } found) throw new VideoException($"'{path}' is no video that ffmpeg can read.");

        var stream = found.VideoStreams.FirstOrDefault(stream => stream.Disposition?.GetValueOrDefault("attached_pic") is not true)
            ?? throw new VideoException($"'{path}' has no pictures.");
        var isTurned = stream.Rotation % 180 != 0;
        var rate = stream.AverageFrameRate > 0 ? stream.AverageFrameRate : stream.RealFrameRate;
        var duration = stream.Duration > TimeSpan.Zero ? stream.Duration : found.Duration;
        return new VideoInfo(
            (isTurned ? stream.Height : stream.Width) ?? 0, (isTurned ? stream.Width : stream.Height) ?? 0, rate, duration, (int)Math.Round(duration.TotalSeconds * rate),
            [.. found.AudioStreams.Select(audio => audio.CodecName ?? "")], VideoMark.Read(path, found.Format.Tags))
        {
            Color = new VideoColor(VideoColor.Known(stream.ColorSpace), VideoColor.Known(stream.ColorRange), VideoColor.Known(stream.ColorPrimaries), VideoColor.Known(stream.ColorTransfer)),
        };
    }
}
