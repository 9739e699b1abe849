using GlGan.Faces;

namespace GlGan.Video;

/// <summary>A face in one frame of a video.</summary>
/// <param name="Track">Number of the face, the same in all frames that show it: from 1, in the order of appearance, and from left to right among those that appear together.</param>
/// <param name="Face">The face, in pixels of the frame.</param>
public sealed record TrackedFace(int Track, DetectedFace Face);
