using GlGan.Faces;
using GlGan.Faces.Priors;
using GlGan.Foundation;
using GlGan.Rendering;

namespace GlGan.Pairs;

/// <summary>
/// Pairs of synthetic faces: the input is a photo of a person in any pose and light, the target the same person's canonical frontal view. Crops
/// are cut from the input at its own landmarks and go to the places of the template, since those of the target are unknown when the network is used.
/// Each pass over the persons has its own order.
/// </summary>
public sealed class FrontalViewTask : ITrainingTask
{
    private const float FullYaw = 90;

    private readonly SyntheticFaces _faces;
    private readonly FrontalViewOptions _options;
    private readonly FaceLandmarks _places;

    /// <summary>Creates the task.</summary>
    /// <param name="faces">The population.</param>
    /// <param name="options">How pairs are made; defaults unless given.</param>
    /// <exception cref="ArgumentException">Options are invalid; the message lists all errors.</exception>
    public FrontalViewTask(SyntheticFaces faces, FrontalViewOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(faces);
        _options = options.ValidOrDefault();
        _faces = faces;
        _places = _options.Template.At(_options.ImageSize);
    }

    /// <inheritdoc/>
    public int ImageSize => _options.ImageSize;

    /// <inheritdoc/>
    public IReadOnlyList<FaceRegion> Regions => _options.Regions;

    /// <inheritdoc/>
    public bool HasPrior => _options.Prior;

    /// <summary>The person and the photo a pair is made from.</summary>
    /// <param name="index">Number of the pair, from 0.</param>
    public (int Identity, FaceView View) Sample(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (_options.Yaws is { } yaws)
        {
            var person = _options.FirstIdentity + (int)(index % _options.IdentityCount);
            return (person, _faces.Probe(person, yaws[(int)(index / _options.IdentityCount % yaws.Count)]));
        }

        var identity = _options.FirstIdentity + IndexShuffle.At(_options.Seed, index, _options.IdentityCount);
        var view = _faces.View(identity, (int)(index / _options.IdentityCount % (_options.ViewsPerIdentity ?? int.MaxValue)));
        return (identity, view with { Yaw = view.Yaw * _options.MaxYaw / FullYaw });
    }

    /// <inheritdoc/>
    public void Create(long index, PackedExample destination)
    {
        var (identity, view) = Sample(index);
        var input = _faces.Render(identity, view, ImageSize, _options.Template);
        destination.SetInput(AlignedInput.Cut(input.Image, input.Landmarks, _places, Regions) with
        {
            Prior = HasPrior ? GeometricPrior.Of(input.Image, input.Landmarks, _places) : null,
        });
        destination.SetTarget(_faces.Render(identity, FaceView.Frontal, ImageSize, _options.Template).Image);
    }
}
