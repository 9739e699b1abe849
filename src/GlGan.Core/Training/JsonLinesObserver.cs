using System.Text.Json;

namespace GlGan.Training;

/// <summary>Writes one JSON object per tick to a file, flushed at once: the log for machines.</summary>
public sealed class JsonLinesObserver : ITrainingObserver, IDisposable
{
    private readonly FileStream _file;

    /// <summary>Starts a new log; an existing file is replaced.</summary>
    /// <param name="path">File to write; missing folders are made.</param>
    public JsonLinesObserver(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);
    }

    /// <inheritdoc/>
    public void OnTick(TrainingTick tick)
    {
        ArgumentNullException.ThrowIfNull(tick);
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
}
