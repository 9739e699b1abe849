namespace GlGan.Video;

/// <summary>A kind of file that videos are written to: how pictures are encoded, and which sound it can hold.</summary>
/// <param name="Encoder">ffmpeg's encoder of pictures.</param>
/// <param name="Settings">Its settings: visually lossless or nearly so, and no frame that refers to a later one, so that segments join by their timestamps.</param>
/// <param name="Sound">Codecs of sound that are copied; null for any.</param>
/// <param name="SoundEncoder">What other sound is encoded by.</param>
/// <param name="HasXmp">Whether its mark is an XMP packet; else it is a tag.</param>
internal sealed record VideoContainer(string Encoder, string Settings, IReadOnlySet<string>? Sound, string SoundEncoder, bool HasXmp)
{
    private const string H264 = "-preset medium -crf 17 -bf 0", Vp9 = "-crf 22 -b:v 0 -deadline good -cpu-used 4 -row-mt 1 -auto-alt-ref 0";

    private static readonly VideoContainer Mp4 = new("libx264", H264, new HashSet<string> { "aac", "mp3", "ac3", "eac3", "alac", "opus", "flac" }, "aac", HasXmp: true);

    private static readonly Dictionary<string, VideoContainer> ByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".mp4"] = Mp4,
        [".m4v"] = Mp4,
        [".mov"] = Mp4 with { Sound = new HashSet<string> { "aac", "mp3", "ac3", "eac3", "alac", "pcm_s16le", "pcm_s16be", "pcm_s24le", "pcm_s24be", "pcm_f32le" } },
        [".mkv"] = new("libx264", H264, null, "aac", HasXmp: false),
        [".webm"] = new("libvpx-vp9", Vp9, new HashSet<string> { "opus", "vorbis" }, "libopus", HasXmp: false),
    };

    internal static IReadOnlyCollection<string> Extensions => ByExtension.Keys;

    /// <summary>The kind a file name stands for.</summary>
    /// <exception cref="ArgumentException">None of those that are written.</exception>
    internal static VideoContainer Of(string path) => ByExtension.TryGetValue(Path.GetExtension(path), out var container)
        ? container
        : throw new ArgumentException($"Cannot write '{path}': the extension of a video must be {string.Join(", ", Extensions)}, not '{Path.GetExtension(path)}'.", nameof(path));

    /// <summary>How colour is thinned out. H.264 cannot have an odd size unless every pixel has its colour, which keeps the size as it is.</summary>
    internal string PixelFormat(int width, int height) => Encoder == "libx264" && (width % 2 != 0 || height % 2 != 0) ? "yuv444p" : "yuv420p";
}
