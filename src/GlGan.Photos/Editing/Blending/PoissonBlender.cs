using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>
/// Puts the gradients of the foreground into the background, so that its colours fit without a seam: the image whose gradients are nearest to the wanted
/// ones in the mean-square sense, which solves a Poisson equation (Pérez, Gangnet and Blake, "Poisson Image Editing", ACM TOG 22(3), 2003). The foreground
/// applies where the mask is at least 0.5: a soft edge is of no use, as there is none to hide. The equation is solved to 0.1 grey levels.
/// </summary>
/// <param name="mode">Which gradients are wanted.</param>
/// <param name="variant">Where the result meets the background.</param>
public sealed class PoissonBlender(PoissonMode mode = PoissonMode.Normal, PoissonVariant variant = PoissonVariant.Perez) : IImageBlender
{
    /// <summary>Whether a mask selects anything of the foreground: a value of at least 0.5, for OpenCV's variant one that is left when it has shrunk the mask.</summary>
    /// <param name="mask">The mask.</param>
    public bool Selects(ImageMask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        return PoissonDomain.Of(mask, variant) is { HasForeground: true };
    }

    /// <inheritdoc/>
    public ImageBuffer Blend(ImageBuffer foreground, ImageBuffer background, ImageMask mask)
    {
        BlendArguments.Require(foreground, background, mask);
        var result = background.Clone();
        if (PoissonDomain.Of(mask, variant) is not { } domain) return result;
        var levels = PoissonLevel.Hierarchy(domain);
        Parallel.For(0, 3, channel =>
        {
            var guidance = new PoissonGuidance(foreground, background, domain, mode, variant, channel);
            var solver = new PoissonSolver(levels);
            guidance.WriteDivergence(levels[0], solver.RightSide);
            Add(solver.Solve(), levels[0], domain, result, channel);
        });
        return result;
    }

    private static void Add(ReadOnlySpan<float> change, PoissonLevel level, PoissonDomain domain, ImageBuffer result, int channel)
    {
        var mean = domain.IsAll(result) ? level.Mean(change) : 0;
        for (var y = 0; y < domain.Height; y++)
        {
            var values = change.Slice(level.Start(y), domain.Width);
            var row = result.Row(domain.Top + y)[(3 * domain.Left)..];
            for (int x = 0, at = channel; x < domain.Width; x++, at += 3)
                if (domain.IsUnknown(x, y)) row[at] = (byte)(Math.Clamp(row[at] + values[x] - mean, 0f, 255f) + 0.5f);
        }
    }
}
