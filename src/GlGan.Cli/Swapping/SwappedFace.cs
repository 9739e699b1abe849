namespace GlGan.Cli.Swapping;

/// <summary>What was done to one face of a photo.</summary>
/// <param name="Face">Its number, from 1 on the left.</param>
/// <param name="Landmarks">Its five landmarks in pixels, x and y of each.</param>
/// <param name="Source">Photo whose face it shows now.</param>
/// <param name="SourceFace">Number of that face in it.</param>
/// <param name="Magnification">How many times as large as in its photo that is shown.</param>
/// <param name="Refused">Why it was left as it is, where it was.</param>
internal sealed record SwappedFace(int Face, IReadOnlyList<float> Landmarks, string Source, int SourceFace, double? Magnification, string? Refused = null);
