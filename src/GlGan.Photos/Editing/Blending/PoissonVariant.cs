namespace GlGan.Editing;

/// <summary>Where a Poisson blend meets the background, and how.</summary>
public enum PoissonVariant
{
    /// <summary>
    /// Pérez, Gangnet and Blake, "Poisson Image Editing" (2003): the colours of the background are met all along the edge of the mask, and nothing outside
    /// changes. At the edges of the image there is nothing to meet: the foreground's gradients are free there. A mask that covers the whole image gives the
    /// foreground with the background's mean.
    /// </summary>
    Perez,

    /// <summary>
    /// What OpenCV's <c>seamlessClone</c> computes, to one level: the colours of the background are met on the outline of the rectangle around the mask,
    /// so pixels of that rectangle change even where the mask is 0; the foreground's gradients apply where the mask, shrunk by three pixels, is;
    /// the outermost pixels of the image never change; and in <see cref="PoissonMode.Mixed"/> the difference of the two derivatives stands for
    /// the gradient's strength.
    /// </summary>
    OpenCv,
}
