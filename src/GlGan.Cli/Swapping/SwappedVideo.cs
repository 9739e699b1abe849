namespace GlGan.Cli.Swapping;

/// <summary>What was done to a video.</summary>
/// <param name="Target">The video's name.</param>
/// <param name="Output">That of the result.</param>
/// <param name="Mark">What that is marked as, in IPTC's terms.</param>
/// <param name="Frames">Its frames.</param>
/// <param name="Edited">Those that were changed.</param>
/// <param name="Refused">Those in which a face was left as it is.</param>
/// <param name="Refusal">Why, in the first of them.</param>
/// <param name="Faces">The faces that were seen.</param>
internal sealed record SwappedVideo(string Target, string Output, string? Mark, int Frames, int Edited, int Refused, string? Refusal, IReadOnlyList<SwappedTrack> Faces);
