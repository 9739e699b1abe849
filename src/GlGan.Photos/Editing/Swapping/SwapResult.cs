using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>A photo with swapped faces.</summary>
/// <param name="Image">The photo. Mark it as synthetic when you save it (<see cref="ImageFile.Save"/>).</param>
/// <param name="Mask">How much of a pixel is new; where it is 0 the pixel is the target's.</param>
public sealed record SwapResult(ImageBuffer Image, ImageMask Mask)
{
    /// <summary>How many times larger than in its own photo the source's face is shown, the most of all faces. Above 1.5 or so it lacks the detail of the photo around it.</summary>
    public double Magnification { get; init; }
}
