namespace GlGan.Cli.Swapping;

/// <summary>What was done to a photo.</summary>
/// <param name="Target">The photo's name.</param>
/// <param name="Output">That of the result.</param>
/// <param name="Mark">What that is marked as, in IPTC's terms.</param>
/// <param name="Found">How many faces it has.</param>
/// <param name="Faces">Those that were to be replaced.</param>
internal sealed record SwappedPhoto(string Target, string Output, string? Mark, int Found, IReadOnlyList<SwappedFace> Faces);
