using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>A photo with swapped faces.</summary>
/// <param name="Image">The photo. Mark it as synthetic when you save it (<see cref="ImageFile.Save"/>).</param>
/// <param name="Mask">How much of a pixel is new; where it is 0 the pixel is the target's.</param>
public sealed record SwapResult(ImageBuffer Image, ImageMask Mask);
