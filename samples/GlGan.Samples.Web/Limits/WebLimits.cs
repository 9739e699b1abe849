namespace GlGan.Samples.Web.Limits;

/// <summary>What the application takes; section <c>Limits</c> of the configuration.</summary>
public sealed record WebLimits
{
    /// <summary>Largest length of one photo in bytes.</summary>
    public long MaxBytes { get; init; } = 10 << 20;

    /// <summary>Largest number of pixels of one photo.</summary>
    public long MaxPixels { get; init; } = 24_000_000;

    /// <summary>Edits at a time.</summary>
    public int Concurrent { get; init; } = Math.Max(1, Environment.ProcessorCount - 1);

    /// <summary>Edits that wait; more are refused.</summary>
    public int Queue { get; init; } = 16;

    /// <summary>Edits per client and minute.</summary>
    public int PerMinute { get; init; } = 60;

    /// <summary>Edits of a client at a time, uploads included.</summary>
    public int PerClient { get; init; } = 8;

    /// <summary>Seconds an upload may take.</summary>
    public int UploadSeconds { get; init; } = 30;

    /// <summary>Bytes of all uploads in memory, those that wait included; more are refused.</summary>
    public long MaxUploadBytes { get; init; } = 512 << 20;

    /// <summary>Whether a server can be run with them.</summary>
    internal bool AreSound => MaxBytes is >= 1 and <= 1 << 29 && MaxPixels >= 1 && Concurrent >= 1 && Queue >= 0 && PerMinute >= 1 && PerClient >= 1 && UploadSeconds >= 1 && MaxUploadBytes >= MaxRequestBytes;

    /// <summary>Two photos and their landmarks.</summary>
    internal long MaxRequestBytes => 2 * MaxBytes + (64 << 10);
}
