namespace GlGan.Video;

/// <summary>How far the edit of a video is.</summary>
/// <param name="Done">Frames that are written.</param>
/// <param name="Total">Frames there are, about.</param>
/// <param name="FramesPerSecond">Frames written in a second, since the edit began or went on.</param>
/// <param name="Left">How long the rest will take; unknown before the first frame.</param>
public readonly record struct VideoProgress(int Done, int Total, double FramesPerSecond, TimeSpan? Left);
