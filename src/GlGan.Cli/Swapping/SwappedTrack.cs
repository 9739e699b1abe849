namespace GlGan.Cli.Swapping;

/// <summary>One face of a video.</summary>
/// <param name="Face">Its number, in the order of appearance.</param>
/// <param name="First">The first frame with it, from 0.</param>
/// <param name="Last">The last.</param>
/// <param name="Frames">In how many it was found.</param>
/// <param name="Source">Photo whose face it shows now; null where it stayed.</param>
/// <param name="SourceFace">Number of that face in it.</param>
internal sealed record SwappedTrack(int Face, int First, int Last, int Frames, string? Source, int? SourceFace);
