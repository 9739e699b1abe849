namespace GlGan.Cli.Demo;

/// <summary>Scores of one yaw bin.</summary>
/// <param name="Yaw">Yaw in degrees to either side.</param>
/// <param name="Identities">Number of held-out identities.</param>
/// <param name="Output">Scores of the generator's output.</param>
/// <param name="Input">Scores of the input itself.</param>
/// <param name="MeanFace">Scores of the mean training face.</param>
internal sealed record YawScores(int Yaw, int Identities, ImageScores Output, ImageScores Input, ImageScores MeanFace);
