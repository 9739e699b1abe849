namespace GlGan.Video;

/// <summary>A part of a video that is written, and all that the parts after it need to know.</summary>
/// <param name="First">Its first frame.</param>
/// <param name="Count">Frames in it.</param>
/// <param name="Edited">Frames of them that were changed.</param>
/// <param name="Refused">Frames in which a face could not be.</param>
/// <param name="Refusal">Why.</param>
/// <param name="TimeBase">What a tick lasts.</param>
/// <param name="Seen">What was seen while it was made, in frames that no part before saw.</param>
internal sealed record FootagePart(int First, int Count, int Edited, int Refused, string? Refusal, TimeBase TimeBase, IReadOnlyList<SeenFrame> Seen);
