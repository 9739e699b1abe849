namespace GlGan.Training;

/// <summary>The changes <see cref="DiffAugmentation"/> makes.</summary>
[Flags]
public enum DiffAugmentationPolicy
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Brightness ± 0.5, saturation × 0 to 2, contrast × 0.5 to 1.5, in this order; values may leave [-1, 1].</summary>
    Color = 1,

    /// <summary>A shift by whole pixels, up to an eighth of the image each way; grey (0) comes in.</summary>
    Translation = 2,

    /// <summary>A square of half the image's side, which may lie partly outside, becomes grey (0).</summary>
    Cutout = 4,

    /// <summary>Everything: the policy for few images.</summary>
    All = Color | Translation | Cutout,
}
