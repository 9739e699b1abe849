using System.Numerics;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Runtime;

namespace GlGan.Data;

/// <summary>
/// Pairs from any aligned faces: the target is a face, the input the same face with its regions degraded, and the crops come from the untouched
/// face (some from the degraded one), slightly changed in colour and place. What is learnt is to fit given regions into a face. Each pass over the faces has its own order.
/// </summary>
public sealed class RegionSynthesisTask : ITrainingTask
{
    private const int ReferenceSize = 128;

    private readonly IReadOnlyList<AlignedFace> _faces;
    private readonly RegionSynthesisOptions _options;

    /// <summary>Creates the task.</summary>
    /// <param name="faces">Aligned square images of one size, at least one; they are read, never changed.</param>
    /// <param name="options">How pairs are made; defaults unless given.</param>
    /// <exception cref="ArgumentException">Options are invalid (the message lists all errors), or an image is not square or of another size.</exception>
    public RegionSynthesisTask(IReadOnlyList<AlignedFace> faces, RegionSynthesisOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(faces);
        options ??= new RegionSynthesisOptions();
        _options = OptionsGuard.Valid(options, options.Errors());
        if (faces.Count == 0) throw new ArgumentException("There is no face to make pairs from.", nameof(faces));
        ImageSize = faces[0].Image.Width;
        for (var index = 0; index < faces.Count; index++)
        {
            if (faces[index].Image is var image && (image.Width != ImageSize || image.Height != ImageSize))
                throw new ArgumentException($"Image {index} is {image.Width}x{image.Height}, expected {ImageSize}x{ImageSize}.", nameof(faces));
        }

        _faces = faces;
    }

    /// <inheritdoc/>
    public int ImageSize { get; }

    /// <inheritdoc/>
    public IReadOnlyList<FaceRegion> Regions => _options.Regions;

    /// <inheritdoc/>
    public void Create(long index, PackedExample destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var random = new CounterRandom(_options.Seed, 0x5259, (ulong)index);
        var face = _faces[IndexShuffle.At(_options.Seed, index, _faces.Count)];
        var flip = _options.Flip && random.Chance(0.5f);
        var landmarks = flip ? face.Landmarks.Mirror(ImageSize) : face.Landmarks;
        var target = ColorJitter.Draw(ref random, _options.ColorJitter).Apply(flip ? Filters.Mirror(face.Image) : face.Image);
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

        destination.SetInput(input);
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
