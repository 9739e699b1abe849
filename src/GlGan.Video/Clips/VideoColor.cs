namespace GlGan.Video;

/// <summary>How the colours of a video are stored, by ffmpeg's names; <see langword="null"/> where it does not say.</summary>
internal sealed record VideoColor(string? Space, string? Range, string? Primaries, string? Transfer)
{
    internal static VideoColor Unknown { get; } = new(null, null, null, null);

    /// <summary>Name of the matrix for ffmpeg's filter <c>scale</c>; where a video does not say, the one that readers then take.</summary>
    internal string Matrix => Space switch
    {
        "bt709" => "bt709",
        "bt2020nc" or "bt2020c" => "bt2020",
        "smpte240m" => "smpte240m",
        "fcc" => "fcc",
        _ => "bt601",
    };

    internal bool IsFull => Range == "pc";

    /// <summary>What a new stream says of itself.</summary>
    internal IEnumerable<string> Arguments
    {
        get
        {
            if (Space is not null) yield return $"-colorspace {Space}";
            if (Range is not null) yield return $"-color_range {Range}";
            if (Primaries is not null) yield return $"-color_primaries {Primaries}";
            if (Transfer is not null) yield return $"-color_trc {Transfer}";
        }
    }

    internal static string? Known(string? name) => name is null or "" or "unknown" or "reserved" or "gbr" ? null : name;
}
