namespace GlGan.Datasets;

/// <summary>A box around a face, as CelebA gives it: in pixels of the original photo, which the aligned images are not.</summary>
/// <param name="X">Left side.</param>
/// <param name="Y">Top side.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
public readonly record struct CelebABox(int X, int Y, int Width, int Height);
