using System.Numerics;
using GlGan.Faces;
using GlGan.Faces.Head;
using GlGan.Faces.Priors;
using GlGan.Foundation;
using GlGan.Imaging;

namespace GlGan.Pairs;

/// <summary>
/// Pairs from any aligned faces: a face goes through the geometric swap onto itself, with what goes wrong in real swaps, and the photo as it was is the target. What is
/// learnt is to refine a swap. Each pass over the faces has its own order.
/// </summary>
public sealed class SelfSwapTask : ITrainingTask
{
    private const ulong ChangeStream = 0x5353;

    private readonly AlignedFaces _faces;
    private readonly SelfSwapOptions _options;

    /// <summary>Creates the task.</summary>
    /// <param name="faces">The faces; borrowed.</param>
    /// <param name="options">How pairs are made; defaults unless given.</param>
    /// <exception cref="ArgumentException">Options are invalid; the message lists all errors.</exception>
    public SelfSwapTask(AlignedFaces faces, SelfSwapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(faces);
        _options = options.ValidOrDefault();
        _faces = faces;
    }

    /// <inheritdoc/>
    public int ImageSize => _faces.ImageSize;

    /// <inheritdoc/>
    public IReadOnlyList<FaceRegion> Regions => _options.Regions;

    /// <inheritdoc/>
    public bool HasPrior => true;

    /// <inheritdoc/>
    public void Create(long index, PackedExample destination)
    {
        var random = new CounterRandom(_options.Order.Seed, ChangeStream, (ulong)index);
        var (photo, landmarks) = _faces.Load(_options.Order.At(index, _faces.Count)).View(_options.Flip && random.Chance(0.5f));
        var isMirrored = random.Chance(_options.Mirrored);
        var source = SwappedFace.Draw(_options, ImageSize, ref random).Apply(isMirrored ? ImageFilters.Mirror(photo) : photo, ref random);
        var sourceFace = Missed(isMirrored ? landmarks.Mirror(ImageSize) : landmarks, ref random);
        var view = HeadRenderer.Render(source, sourceFace, photo, Missed(landmarks, ref random), FittedHeads.Shared);
        if (random.Chance(_options.HardEdges)) Harden(view.Coverage);
        destination.SetInput(SwapInput.Of(photo, GeometricPrior.Of(view, photo), landmarks, Regions));
        destination.SetTarget(photo);
    }

    private DetectedFace Missed(FaceLandmarks landmarks, ref CounterRandom random)
    {
        var points = landmarks.ToArray();
        foreach (ref var point in points.AsSpan()) point += _options.Misfit * ImageSize * new Vector2(random.Bell(), random.Bell());
        return new DetectedFace(FaceLandmarks.FromPoints(points));
    }

    private static void Harden(ImageMask mask)
    {
        foreach (ref var value in mask.Values.AsSpan()) value = value < 0.5f ? 0 : 1;
    }
}
