using System.Globalization;
using System.Text;
using System.Text.Json;
using FFMpegCore;
using GlGan.Foundation;
using GlGan.Imaging;

namespace GlGan.Video;

/// <summary>
/// The parts of a video that is being made, in a folder beside it. A part is there once its description is, which is written last; so whatever ends the work, what is there is whole. When all are, they are joined
/// with the sound of the video they come from, and the folder goes.
/// </summary>
internal sealed class SegmentStore : IDisposable
{
    private const string PlanFile = "plan.txt", Extension = ".mp4";

    private readonly string _output, _folder;
    private readonly WriteLock _lock;
    private readonly List<FootagePart> _segments = [];

    /// <summary>Opens the folder of an output; parts of another plan are removed.</summary>
    /// <param name="output">The file to be.</param>
    /// <param name="plan">What is made of what: parts are taken up again for the same plan only. Null takes up none.</param>
    /// <exception cref="IOException">Another process has it, or it cannot be written.</exception>
    internal SegmentStore(string output, string? plan)
    {
        _output = RealPath.Of(output);
        _folder = FolderOf(output);
        Directory.CreateDirectory(_folder);
        _lock = WriteLock.Take(_folder);
        var planFile = Path.Combine(_folder, PlanFile);
        if (plan is not null && File.Exists(planFile) && File.ReadAllText(planFile) == plan) Load();
        foreach (var file in Directory.EnumerateFiles(_folder).Where(file => !IsKept(Path.GetFileName(file)))) File.Delete(file);
        AtomicFile.Write(planFile, Encoding.UTF8.GetBytes(plan ?? ""));
    }

    /// <summary>The parts that are there, without gaps from the first frame on.</summary>
    internal IReadOnlyList<FootagePart> Segments => _segments;

    /// <summary>Frames in them.</summary>
    internal int Frames => _segments.Sum(segment => segment.Count);

    /// <summary>Where the next part is to be written.</summary>
    internal string Next => PathOf(_segments.Count, ".part" + Extension);

    internal static string FolderOf(string output) => RealPath.Of(output) + ".partial";

    /// <summary>Takes what was written to <see cref="Next"/> for a part.</summary>
    internal void Add(FootagePart segment)
    {
        var number = _segments.Count;
        File.Move(Next, PathOf(number, Extension), overwrite: true);
        AtomicFile.Write(PathOf(number, ".json"), JsonSerializer.SerializeToUtf8Bytes(segment, SegmentJson.Default.FootagePart));
        _segments.Add(segment);
    }

    /// <summary>Joins the parts with the sound of a video, and writes the file.</summary>
    /// <param name="input">The video they come from.</param>
    /// <param name="info">What is known of it.</param>
    /// <param name="lastDuration">How long the last frame is shown, in ticks.</param>
    /// <param name="source">What to mark it as, if it is.</param>
    /// <param name="metadata">Which descriptions are kept.</param>
    /// <param name="cancellationToken">Ends it.</param>
    internal async Task JoinAsync(string input, VideoInfo info, long lastDuration, DigitalSource? source, MetadataKept metadata, CancellationToken cancellationToken)
    {
        SeenFrame[] frames = [.. _segments.SelectMany(segment => segment.Seen)];
        var timeBase = _segments[0].TimeBase;
        var list = Path.Combine(_folder, "list.txt");
        await File.WriteAllLinesAsync(list, ["ffconcat version 1.0", .. _segments.SelectMany((segment, number) => Entry(segment, number, frames, timeBase, lastDuration))], cancellationToken).ConfigureAwait(false);
        var container = VideoContainer.Of(_output);
        var whole = Path.Combine(_folder, "whole" + Path.GetExtension(_output).ToLowerInvariant());
        var start = timeBase.Microseconds(frames[0].Timestamp);
        var sound = string.Join(' ', info.AudioCodecs.Select((codec, track) => $"-c:a:{track} {(container.Sound?.Contains(codec) is false ? container.SoundEncoder : "copy")}"));
        if (info.AudioCodecs.Any(codec => container.Sound?.Contains(codec) is false)) Ffmpeg.RequireEncoder(container.SoundEncoder, Path.GetExtension(_output));
        var tag = source is { } mark && !container.HasXmp ? $"-metadata {VideoMark.Tag}={XmpPacket.Address(mark)}" : "";
        // Matroska needs no duration of the last frame, and ffmpeg would take these ticks for its milliseconds.
        var last = container.HasXmp ? $"-bsf:v \"setts=duration='if(eq(N,{Frames - 1}),{LastSeconds()}/TB,DURATION)'\"" : "";
        var movie = container.HasXmp ? $"-movflags +faststart -video_track_timescale {timeBase.Denominator}" : "";
        var arguments = FFMpegArguments
            .FromFileInput(Ffmpeg.Escaped(list), verifyExists: false, options => options.WithCustomArgument($"-itsoffset {start}us -f concat -safe 0"))
            .AddFileInput(Ffmpeg.Escaped(input), verifyExists: false)
            .OutputToFile(Ffmpeg.Escaped(whole), overwrite: true, options => options.WithCustomArgument(
                $"-map 0:v:0 -map 1:a? -c:v copy {sound} {last} {Kept(metadata)} {tag} {movie} -fflags +bitexact"));
        await Ffmpeg.RunAsync(arguments, $"'{_output}' cannot be written", cancellationToken: cancellationToken).ConfigureAwait(false);
        if (source is { } marked && container.HasXmp) VideoMark.Append(whole, marked);
        File.Move(whole, _output, overwrite: true);

        string LastSeconds() => timeBase.Seconds(lastDuration).ToString("F9", CultureInfo.InvariantCulture);
    }

    /// <summary>Removes the folder.</summary>
    internal void Remove()
    {
        _lock.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Gives the folder back.</summary>
    public void Dispose() => _lock.Dispose();

    private static string Kept(MetadataKept metadata) => metadata switch
    {
        MetadataKept.None => "-map_metadata -1 -map_chapters -1",
        MetadataKept.All => "-map_metadata 1 -map_chapters 1",
        _ => "-map_metadata 1 -map_chapters 1 " + string.Join(' ', Places.Select(tag => $"-metadata {tag}=")),
    };

    // Where cameras say where they were.
    private static readonly string[] Places = ["location", "location-eng", "com.apple.quicktime.location.ISO6709", "com.apple.quicktime.location.name", "com.apple.quicktime.location.accuracy.horizontal", "LOCATION", "xyz"];

    private IEnumerable<string> Entry(FootagePart segment, int number, SeenFrame[] frames, TimeBase timeBase, long lastDuration)
    {
        var end = segment.First + segment.Count;
        var until = end < Frames ? frames[end].Timestamp : frames[end - 1].Timestamp + lastDuration;
        yield return $"file {Path.GetFileName(PathOf(number, Extension))}";
        yield return $"duration {timeBase.Microseconds(until) - timeBase.Microseconds(frames[segment.First].Timestamp)}us";
    }

    private string PathOf(int number, string extension) => Path.Combine(_folder, number.ToString("D6", CultureInfo.InvariantCulture) + extension);

    private bool IsKept(string name) => name is PlanFile || name.StartsWith(".lock", StringComparison.Ordinal)
        || Enumerable.Range(0, _segments.Count).Any(number => name == Path.GetFileName(PathOf(number, Extension)) || name == Path.GetFileName(PathOf(number, ".json")));

    private void Load()
    {
        while (File.Exists(PathOf(_segments.Count, Extension)) && Described(PathOf(_segments.Count, ".json")) is { } segment && segment.First == Frames) _segments.Add(segment);
    }

    private static FootagePart? Described(string file)
    {
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize(File.ReadAllBytes(file), SegmentJson.Default.FootagePart) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
