using System.Collections.Concurrent;
using GlGan.Faces;

namespace GlGan.Rendering;

/// <summary>
/// The embedded dataset: a deterministic renderer of parametric 3-D heads in managed code. One seed is one population; everything is drawn from
/// (seed, identity, view), so nothing is stored and any image can be rendered at any time. Safe to use from any number of threads; one image is
/// rendered on the calling thread, with the same bytes whichever thread that is.
/// </summary>
/// <param name="seed">Seed of the population.</param>
/// <param name="richness">How much of a photograph its faces have.</param>
public sealed class SyntheticFaces(ulong seed, FaceRichness richness = FaceRichness.Full)
{
    /// <summary>Smallest image size, in pixels.</summary>
    public const int MinimumSize = 16;

    /// <summary>Largest image size, in pixels.</summary>
    public const int MaximumSize = 1024;

    private const int PooledSide = 512;

    private readonly ConcurrentBag<RenderScratch> _scratch = [];

    /// <summary>Seed of the population.</summary>
    public ulong Seed { get; } = seed;

    /// <summary>How much of a photograph the faces have.</summary>
    public FaceRichness Richness { get; } = FaceRange.Defined(richness, nameof(richness));

    /// <summary>The parameters of a person of this population.</summary>
    /// <param name="index">Any number from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative.</exception>
    public FaceIdentity Identity(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return IdentitySampler.Sample(Seed, index);
    }

    /// <summary>A random photo of a person: yaw in ±90°, pitch in ±30°, expression, light, background, camera and, in one of twelve, something before the face.</summary>
    /// <param name="identity">The person, from 0.</param>
    /// <param name="index">The photo, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public FaceView View(int identity, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(identity);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var view = ViewSampler.Sample(Seed, identity, index);
        return Richness == FaceRichness.Full ? view : view with { Camera = FaceCamera.Perfect, Occluder = FaceOccluder.None };
    }

    /// <summary>
    /// The photo by which a person is measured at a yaw: an expression, light, pitch and background of its own, every other person turned to the other side.
    /// </summary>
    internal FaceView Probe(int identity, int yaw) => View(identity, yaw) with { Yaw = identity % 2 == 0 ? yaw : -yaw };

    /// <summary>Renders a person of this population.</summary>
    /// <param name="identity">The person, from 0.</param>
    /// <param name="view">Pose, expression, light and background.</param>
    /// <param name="size">Side of the image in pixels, 16 to 1024.</param>
    /// <param name="template">
    /// Where the landmarks of the neutral frontal view lie; <see cref="FaceTemplate.TpGan128"/> when null. The camera is the same for every view
    /// of one person, so other views turn in place.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public SyntheticFace Render(int identity, FaceView view, int size, FaceTemplate? template = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(identity);
        return Render(Identity(identity), view, size, template);
    }

    /// <summary>Renders any person.</summary>
    /// <param name="identity">The person.</param>
    /// <param name="view">Pose, expression, light and background.</param>
    /// <param name="size">Side of the image in pixels, 16 to 1024.</param>
    /// <param name="template">Where the landmarks of the neutral frontal view lie; <see cref="FaceTemplate.TpGan128"/> when null.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is out of its range.</exception>
    public SyntheticFace Render(FaceIdentity identity, FaceView view, int size, FaceTemplate? template = null)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(view);
        if (size is < MinimumSize or > MaximumSize)
            throw new ArgumentOutOfRangeException(nameof(size), size, $"size must lie in [{MinimumSize}, {MaximumSize}] pixels; got {size}.");
        return WithScratch(size, scratch => FaceRenderer.Render(identity, view, size, template ?? FaceTemplate.TpGan128, Richness, scratch));
    }

    /// <summary>The landmarks <see cref="Render(int, FaceView, int, FaceTemplate?)"/> gives, without rendering.</summary>
    internal FaceLandmarks Locate(int identity, FaceView view, int size, FaceTemplate template) =>
        WithScratch(size, scratch => FaceRenderer.Locate(Identity(identity), view, size, template, scratch));

    private T WithScratch<T>(int size, Func<RenderScratch, T> use)
    {
        if (!_scratch.TryTake(out var scratch)) scratch = new RenderScratch();
        try
        {
            return use(scratch);
        }
        finally
        {
            if (size <= PooledSide) _scratch.Add(scratch);
        }
    }
}
