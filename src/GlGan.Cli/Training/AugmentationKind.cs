namespace GlGan.Cli.Training;

/// <summary>Augmentations of what discriminators see, by name.</summary>
internal enum AugmentationKind
{
    None,
    Diff,
    Adaptive,
}
