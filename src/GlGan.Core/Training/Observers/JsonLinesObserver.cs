using System.Text.Json;

namespace GlGan.Training;

/// <summary>Writes one JSON object per tick to a file, flushed at once: the log for machines.</summary>
public sealed class JsonLinesObserver : ITrainingObserver, IDisposable
{
    private readonly FileStream _file;
    private long _lastKept = -1;

    /// <summary>Starts a log, or goes on with the log of the run that is resumed.</summary>
    /// <param name="path">File to write; missing folders are made.</param>
    /// <param name="resumeAtImages">
    /// Images seen at the point where the training resumes: lines beyond it, and a last line cut short, are dropped, the others are kept, and ticks
    /// that are already in the log are not written again. <see langword="null"/> replaces an existing file.
    /// </param>
    public JsonLinesObserver(string path, long? resumeAtImages = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (resumeAtImages is not { } images)
        {
            _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);
            return;
        }

        (var length, _lastKept) = File.Exists(path) ? KeptPart(File.ReadAllBytes(path), images) : (0, -1);
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        _file.SetLength(length);
        _file.Seek(0, SeekOrigin.End);
    }

    /// <inheritdoc/>
    public void OnTick(TrainingTick tick)
    {
        ArgumentNullException.ThrowIfNull(tick);
        if (tick.Images <= _lastKept) return;
        _lastKept = -1; // A rollback may go back behind the resume point.
        using (var json = new Utf8JsonWriter(_file))
        {
            json.WriteStartObject();
            json.WriteString("phase", tick.Phase);
            json.WriteNumber("images", tick.Images);
            json.WriteNumber("steps", tick.Steps);
            json.WriteNumber("seconds", Math.Round(tick.Elapsed.TotalSeconds, 3));
            json.WriteNumber("images_per_second", Math.Round(tick.ImagesPerSecond, 3));
            json.WriteNumber("learning_rate_factor", tick.LearningRateFactor);
            json.WriteStartObject("losses");
            foreach (var (name, value) in tick.Losses)
            {
                if (double.IsFinite(value)) json.WriteNumber(name, value);
                else json.WriteString(name, value.ToString());
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        _file.WriteByte((byte)'\n');
        _file.Flush();
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    /// <summary>Length of the whole lines up to the resume point, and the images of the last of them.</summary>
    private static (long Length, long LastImages) KeptPart(byte[] log, long resumeAtImages)
    {
        var (length, last) = (0, -1L);
        for (var end = Array.IndexOf(log, (byte)'\n'); end >= 0; end = Array.IndexOf(log, (byte)'\n', length))
        {
            if (Images(log.AsMemory(length..end)) is not { } images || images > resumeAtImages) break;
            (length, last) = (end + 1, images);
        }

        return (length, last);
    }

    private static long? Images(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.GetProperty("images").GetInt64();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
