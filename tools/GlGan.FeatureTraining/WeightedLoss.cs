using static TorchSharp.torch;

namespace GlGan.FeatureTraining;

/// <summary>One of the losses whose weighted sum is minimised.</summary>
/// <param name="Name">What it is called on the screen.</param>
/// <param name="Value">A scalar.</param>
/// <param name="Weight">How much it counts.</param>
internal readonly record struct WeightedLoss(string Name, Tensor Value, double Weight = 1);
