using GlGan.Imaging;

namespace GlGan.Video;

/// <summary>What was done to a video.</summary>
/// <param name="Frames">Frames that were written.</param>
/// <param name="Edited">Frames that were changed; the others show no face that was to be, and went through as they are.</param>
/// <param name="Resumed">Frames of them that an earlier run had written.</param>
/// <param name="Tracks">The faces that were seen.</param>
/// <param name="Refused">Frames in which a face could not be edited and stayed as it was.</param>
/// <param name="Refusal">Why, of the first of them.</param>
/// <param name="Source">What the file is marked as, if it is.</param>
public sealed record VideoReport(int Frames, int Edited, int Resumed, IReadOnlyList<VideoTrack> Tracks, int Refused, string? Refusal, DigitalSource? Source);
