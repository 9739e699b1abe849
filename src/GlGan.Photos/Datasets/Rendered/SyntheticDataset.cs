using System.Runtime.CompilerServices;
using GlGan.Faces;
using GlGan.Foundation;
using GlGan.Rendering;

namespace GlGan.Datasets;

/// <summary>
/// Rendered faces as a dataset: no download, no files, as many as you like, with exact landmarks and identities. Images are rendered when they
/// are loaded. They count as aligned, since the camera is the same for every view of a person.
/// </summary>
public sealed class SyntheticDataset : IFaceDataset
{
    private readonly SyntheticFaces _faces;
    private readonly SyntheticDatasetOptions _options;
    private readonly StrongBox<FaceLandmarks>?[] _landmarks;

    /// <summary>Creates the dataset.</summary>
    /// <param name="faces">The population.</param>
    /// <param name="options">Which faces; defaults unless given.</param>
    /// <exception cref="ArgumentException">Options are invalid; the message lists all errors.</exception>
    public SyntheticDataset(SyntheticFaces faces, SyntheticDatasetOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(faces);
        _options = options.ValidOrDefault();
        _faces = faces;
        _landmarks = new StrongBox<FaceLandmarks>?[_options.Count];
    }

    /// <inheritdoc/>
    public string Name => "synthetic";

    /// <inheritdoc/>
    public int Count => _options.Count;

    /// <inheritdoc/>
    public FaceSample this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            var (identity, number) = Math.DivRem(index, _options.ViewsPerIdentity);
            var view = _options.Frontal ? FaceView.Frontal : _faces.View(identity, number);
            return new FaceSample($"{identity:000000}_{number:00}", new RenderedFaceImage(_faces, identity, view, _options.ImageSize, _options.Template))
            {
                Source = Name,
                Landmarks = (_landmarks[index] ??= new(_faces.Locate(identity, view, _options.ImageSize, _options.Template))).Value,
                Identity = identity,
                IsAligned = true,
            };
        }
    }

    /// <summary>Does nothing.</summary>
    public void Dispose()
    {
    }
}
