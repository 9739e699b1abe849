using System.Numerics;
using GlGan.Faces;
using GlGan.Foundation;
using GlGan.Imaging;

namespace GlGan.Pairs;

/// <summary>
/// Pairs from any aligned faces: the target is a face, the input the same face with its regions degraded, and the crops come from the untouched
/// face (some from the degraded one), slightly changed in colour and place. What is learnt is to fit given regions into a face. Each pass over the faces has its own order.
/// </summary>
public sealed class RegionSynthesisTask : ITrainingTask
{
    private const int ReferenceSize = 128;
    private const ulong ChangeStream = 0x5259;

    private readonly AlignedFaces _faces;
    private readonly RegionSynthesisOptions _options;

    /// <summary>Creates the task.</summary>
    /// <param name="faces">The faces; borrowed.</param>
    /// <param name="options">How pairs are made; defaults unless given.</param>
    /// <exception cref="ArgumentException">Options are invalid; the message lists all errors.</exception>
    public RegionSynthesisTask(AlignedFaces faces, RegionSynthesisOptions? options = null)
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
        var random = new CounterRandom(_options.Order.Seed, ChangeStream, (ulong)index);
        var (image, landmarks) = _faces.Load(_options.Order.At(index, _faces.Count)).View(_options.Flip && random.Chance(0.5f));
        var target = ColorJitter.Draw(ref random, _options.ColorJitter).Apply(image);
        var input = target.Clone();
        foreach (var region in Regions)
        {
            var (width, height) = region.PixelSize(ImageSize);
            DrawDegrader(ref random).Apply(target, input, region.Center(landmarks, ImageSize), width, height, ref random);
        }

        var source = random.Chance(_options.DegradedCrops) ? input : target;
        for (var region = 0; region < Regions.Count; region++)
        {
            var (width, height) = Regions[region].PixelSize(ImageSize);
            var center = Regions[region].Center(landmarks, ImageSize);
            destination.SetRegion(region, DrawCrop(source, center, width, height, ref random), center);
        }

        destination.SetInput(random.Chance(_options.CleanInputs) ? target : input);
        destination.SetTarget(target);
    }

    private RegionDegrader DrawDegrader(ref CounterRandom random) => new(
        random.Range(_options.MinDownsampling, _options.MaxDownsampling),
        random.Unit() * _options.MaxBlurSigma * ImageSize / ReferenceSize,
        random.Unit() * _options.MaxNoiseSigma);

    private ImageBuffer DrawCrop(ImageBuffer source, Vector2 center, int width, int height, ref CounterRandom random)
    {
        var warp = _options.CropWarp;
        var shift = new Vector2(random.Range(-warp, warp) * width, random.Range(-warp, warp) * height);
        var transform = Matrix3x2.CreateTranslation(-center)
            * Matrix3x2.CreateScale(random.Range(1 - warp, 1 + warp))
            * Matrix3x2.CreateRotation(random.Range(-warp, warp))
            * Matrix3x2.CreateTranslation(shift + new Vector2(width - 1, height - 1) / 2);
        return ColorJitter.Draw(ref random, _options.CropColorJitter).Apply(Resampler.Warp(source, transform, width, height));
    }
}
