namespace GlGan.Video;

/// <summary>One face of a video from where it appears to where it is seen last.</summary>
/// <param name="Track">Its number.</param>
/// <param name="First">The first frame with it, from 0.</param>
/// <param name="Last">The last.</param>
/// <param name="Frames">In how many frames it was found.</param>
public sealed record VideoTrack(int Track, int First, int Last, int Frames);
