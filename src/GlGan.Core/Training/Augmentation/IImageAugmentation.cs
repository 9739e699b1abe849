using GlGan.Discriminators;

namespace GlGan.Training;

/// <summary>
/// A random change of what the discriminators see, reals and fakes alike, in their own step and in the generator's. It must be differentiable in the
/// images. Gradient penalties look at the changed images themselves, not through the change.
/// </summary>
public interface IImageAugmentation
{
    /// <summary>
    /// Changes a batch, every sample in its own way. Colours change in the images only; the condition and the region centres follow what moves, so that
    /// all three still belong together.
    /// </summary>
    /// <param name="input">Images, and conditions and region centres where there are any; borrowed.</param>
    /// <param name="draw">Which random draw to take.</param>
    /// <returns>The changed batch with the same members set; its tensors belong to the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has a wrong shape.</exception>
    DiscriminatorInput Apply(DiscriminatorInput input, AugmentationDraw draw);
}
