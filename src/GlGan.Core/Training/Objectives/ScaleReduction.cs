namespace GlGan.Training;

/// <summary>How the adversarial losses of the scales of one discriminator become one.</summary>
public enum ScaleReduction
{
    /// <summary>Summed, as pix2pixHD does: more scales weigh more against the other terms.</summary>
    Sum,

    /// <summary>Averaged, as SPADE does: the number of scales does not change the balance.</summary>
    Mean,
}
