using GlGan.Imaging;

namespace GlGan.Video;

/// <summary>What is known of a video before a frame is decoded.</summary>
/// <param name="Width">Width of its frames in pixels as they are seen, that is after a rotation by the container.</param>
/// <param name="Height">And height.</param>
/// <param name="FrameRate">Frames per second, on average.</param>
/// <param name="Duration">How long it lasts.</param>
/// <param name="Frames">About how many frames it has.</param>
/// <param name="AudioCodecs">Codecs of its sound tracks, by ffmpeg's names; empty for a silent video.</param>
/// <param name="Source">What it is marked as, if it is.</param>
public sealed record VideoInfo(int Width, int Height, double FrameRate, TimeSpan Duration, int Frames, IReadOnlyList<string> AudioCodecs, DigitalSource? Source)
{
    /// <summary>How colours are stored.</summary>
    internal VideoColor Color { get; init; } = VideoColor.Unknown;
}
