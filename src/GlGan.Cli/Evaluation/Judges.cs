using GlGan.Evaluation;
using GlGan.Features;

namespace GlGan.Cli.Evaluation;

/// <summary>The recognisers by which persons are told apart: an independent network, the pixels themselves, and the network that trainings learn from.</summary>
internal static class Judges
{
    /// <summary>The embedded network, which no training learns from.</summary>
    internal const string Embedded = "embedded_network";

    private const string Pixels = "pixels", OfTheLoss = "network_of_the_loss";

    /// <summary>The recognisers, an independent one first.</summary>
    /// <param name="independent">It.</param>
    /// <param name="teacher">The network that trainings learn from; borrowed.</param>
    internal static IReadOnlyList<Recognizer> Of(Recognizer independent, SyntheticFaceNetwork teacher) => [independent, new(Pixels, new PixelFeatureNetwork()), new(OfTheLoss, teacher)];

    /// <summary>The recognisers in words.</summary>
    internal static string InWords(string independent) => $"{independent}; the pixels themselves; the network of the loss, which trainings learn from and which is no independent judge";
}
