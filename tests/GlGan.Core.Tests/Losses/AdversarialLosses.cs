using GlGan.Losses;

namespace GlGan.Tests.Losses;

/// <summary>Every adversarial loss of the assembly, by the name of its type.</summary>
internal static class AdversarialLosses
{
    internal static IReadOnlyList<IAdversarialLoss> All { get; } =
    [
        new TwoClassCrossEntropyLoss(), new LeastSquaresLoss(), new LabelDistanceLoss(), new VanillaLoss(),
        new NonSaturatingLoss(), new HingeLoss(), new WassersteinLoss(), new RelativisticLoss(),
    ];

    /// <summary>The names, for theories.</summary>
    public static TheoryData<string> Names() => Except();

    internal static TheoryData<string> Except(params Type[] types) => [.. All.Select(loss => loss.GetType()).Except(types).Select(type => type.Name)];

    internal static IAdversarialLoss Named(string name) => All.Single(loss => loss.GetType().Name == name);
}
