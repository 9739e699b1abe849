namespace GlGan.Editing;

/// <summary>Which structure a Poisson blend shows inside the mask.</summary>
public enum PoissonMode
{
    /// <summary>The foreground's gradients.</summary>
    Normal,

    /// <summary>The stronger of the foreground's and the background's gradients: the background's texture shows through flat parts of the foreground.</summary>
    Mixed,

    /// <summary>The gradients of the foreground's luma (0.299 R + 0.587 G + 0.114 B) in every channel: structure without colour.</summary>
    MonochromeTransfer,
}
