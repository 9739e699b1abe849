using GlGan.Faces;
using GlGan.Foundation;

namespace GlGan.Pairs;

/// <summary>
/// Pairs of a dataset whose samples have targets: image A in, image B out, or one photo of a person in and another out. Crops are cut
/// from the input at its own landmarks and go to those of the target.
/// </summary>
public sealed class PairedTask : ITrainingTask
{
    private const ulong FlipStream = 0x5052;

    private readonly AlignedFaces _faces;
    private readonly PairedOptions _options;

    /// <summary>Creates the task.</summary>
    /// <param name="faces">Faces of a dataset with targets; borrowed.</param>
    /// <param name="options">How pairs are made; defaults unless given.</param>
    /// <exception cref="ArgumentException">Options are invalid; the message lists all errors.</exception>
    public PairedTask(AlignedFaces faces, PairedOptions? options = null)
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
    public void Create(long index, PackedExample destination)
    {
        var random = new CounterRandom(_options.Order.Seed, FlipStream, (ulong)index);
        var mirrored = _options.Flip && random.Chance(0.5f);
        var pair = _faces.LoadPair(_options.Order.At(index, _faces.Count));
        var (input, target) = (pair.Input.View(mirrored), pair.Target.View(mirrored));
        destination.SetInput(AlignedInput.Cut(input.Image, input.Landmarks, target.Landmarks, Regions));
        destination.SetTarget(target.Image);
    }
}
