namespace GlGan.Cli.Training;

/// <summary>Adversarial losses by name.</summary>
internal enum AdversarialKind
{
    TwoClass,
    LabelDistance,
    LeastSquares,
    Vanilla,
    NonSaturating,
    Hinge,
    Wasserstein,
    Relativistic,
}
