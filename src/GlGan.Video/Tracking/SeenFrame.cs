namespace GlGan.Video;

/// <summary>What was seen in a frame.</summary>
/// <param name="Timestamp">When it is shown.</param>
/// <param name="IsCut">Whether it is the first of another shot.</param>
/// <param name="Faces">Its faces as they were found.</param>
internal sealed record SeenFrame(long Timestamp, bool IsCut, IReadOnlyList<SeenFace> Faces);
