using System.Text.Json;
using GlGan.Foundation;

namespace GlGan.Training;

/// <summary>
/// Writes one JSON object per tick to a file, flushed at once: the log for machines. Notices are lines of their own, <c>{"images":…,"notice":"…"}</c>. A training that
/// begins anew begins the file anew; one that is resumed goes on with it: lines beyond the point where it goes on, and a last line cut short, are dropped, and ticks
/// that are there already are not written again.
/// </summary>
public sealed class JsonLinesObserver : ITrainingObserver, IDisposable
{
    private const string ImagesKey = "images", NoticeKey = "notice";

    private readonly FileStream _file;
    private readonly List<string> _early = [];
    private bool _started;
    private long _images;
    private long _lastKept = -1;

    /// <summary>Opens the file, and leaves what it holds as it is until the training starts.</summary>
    /// <param name="path">File to write; missing folders are made.</param>
    /// <exception cref="IOException">It is no file, or cannot be written.</exception>
    public JsonLinesObserver(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        UserFile.Require(path);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        _file.Seek(0, SeekOrigin.End);
    }

    /// <inheritdoc/>
    public void OnStart(long? resumedAt)
    {
        (var length, _lastKept) = resumedAt is { } images ? KeptPart(images) : (0, -1);
        _file.SetLength(length);
        _file.Seek(0, SeekOrigin.End);
        _images = resumedAt ?? 0;
        Begin();
    }

    /// <inheritdoc/>
    public void OnTick(TrainingTick tick)
    {
        ArgumentNullException.ThrowIfNull(tick);
        Begin();
        _images = tick.Images;
        if (tick.Images <= _lastKept) return;
        _lastKept = -1; // A rollback may go back behind the resume point.
        Write(json =>
        {
            json.WriteString("phase", tick.Phase);
            json.WriteNumber(ImagesKey, tick.Images);
            json.WriteNumber("steps", tick.Steps);
            json.WriteNumber("seconds", Math.Round(tick.Elapsed.TotalSeconds, 3));
            json.WriteNumber("images_per_second", Math.Round(tick.ImagesPerSecond, 3));
            json.WriteNumber("learning_rate_factor", tick.LearningRateFactor);
            WriteNumbers(json, "losses", tick.Losses);
            if (tick.Scores.Count > 0) WriteNumbers(json, "scores", tick.Scores);
        });
    }

    /// <inheritdoc/>
    public void OnNotice(string notice)
    {
        if (_started) WriteNotice(notice);
        else _early.Add(notice);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private void Begin()
    {
        if (_started) return;
        _started = true;
        _early.ForEach(WriteNotice);
    }

    private void WriteNotice(string notice) => Write(json =>
    {
        json.WriteNumber(ImagesKey, _images);
        json.WriteString(NoticeKey, notice);
    });

    private void Write(Action<Utf8JsonWriter> content)
    {
        using (var json = new Utf8JsonWriter(_file))
        {
            json.WriteStartObject();
            content(json);
            json.WriteEndObject();
        }

        _file.WriteByte((byte)'\n');
        _file.Flush();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, double> values)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in values)
        {
            if (double.IsFinite(value)) json.WriteNumber(key, value);
            else json.WriteString(key, FormattableString.Invariant($"{value}"));
        }

        json.WriteEndObject();
    }

    /// <summary>Length of the whole lines up to the resume point, and the images of the last tick of them.</summary>
    private (long Length, long LastImages) KeptPart(long resumedAt)
    {
        var log = new byte[_file.Length];
        _file.Seek(0, SeekOrigin.Begin);
        _file.ReadExactly(log);
        var (length, last) = (0, -1L);
        for (var end = Array.IndexOf(log, (byte)'\n'); end >= 0; end = Array.IndexOf(log, (byte)'\n', length))
        {
            if (Images(log.AsMemory(length..end)) is not var (images, isTick) || images > resumedAt) break;
            (length, last) = (end + 1, isTick ? images : last);
        }

        return (length, last);
    }

    private static (long Images, bool IsTick)? Images(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return (json.RootElement.GetProperty(ImagesKey).GetInt64(), !json.RootElement.TryGetProperty(NoticeKey, out _));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
