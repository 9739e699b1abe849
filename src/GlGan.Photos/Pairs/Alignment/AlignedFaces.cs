using System.Collections.Concurrent;
using System.Globalization;
using GlGan.Datasets;
using GlGan.Faces;
using GlGan.Foundation;
using GlGan.Imaging;

namespace GlGan.Pairs;

/// <summary>
/// The faces of a dataset as square images of one size, decoded and aligned when asked for. Safe to use from several threads at once. A damaged
/// image is replaced by the next usable one, so that what an index gives depends on the files only.
/// </summary>
public sealed class AlignedFaces
{
    private const int BytesPerMegabyte = 1 << 20;

    private readonly IFaceDataset _dataset;
    private readonly AlignmentOptions _options;
    private readonly ImageBufferPool? _pool;
    private readonly IImageCodec _codec;
    private readonly AlignedFace?[]? _cache;
    private readonly AlignedFace?[]? _targetCache;
    private readonly ConcurrentDictionary<int, DamagedImage> _damaged = [];

    /// <summary>Prepares the faces; no image is touched yet.</summary>
    /// <param name="dataset">The dataset; borrowed.</param>
    /// <param name="options">Size, template and limits; defaults unless given.</param>
    /// <param name="codec">Decoder; a <see cref="SkiaImageCodec"/> with the default limits unless given.</param>
    /// <exception cref="ArgumentException">Options are invalid; the message lists all errors.</exception>
    public AlignedFaces(IFaceDataset dataset, AlignmentOptions? options = null, IImageCodec? codec = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        _options = options.ValidOrDefault();
        _dataset = dataset;
        if (codec is null or SkiaImageCodec)
        {
            _pool = new ImageBufferPool();
            codec = new SkiaImageCodec(codec?.Limits, _pool);
        }

        _codec = codec;
        var images = dataset.Count > 0 && SampleAt(0)?.Target is not null ? 2L : 1;
        var bytes = 3 * images * _options.ImageSize * _options.ImageSize * dataset.Count;
        if (bytes > (long)_options.CacheMegabytes * BytesPerMegabyte) return;
        _cache = new AlignedFace?[dataset.Count];
        _targetCache = new AlignedFace?[dataset.Count];
    }

    /// <summary>Number of faces, damaged ones included.</summary>
    public int Count => _dataset.Count;

    /// <summary>Side of the images in pixels.</summary>
    public int ImageSize => _options.ImageSize;

    /// <summary>The images found damaged so far, in the order of the dataset.</summary>
    public IReadOnlyList<DamagedImage> Damaged => [.. _damaged.OrderBy(entry => entry.Key).Select(entry => entry.Value)];

    /// <summary>One face, or the next usable one.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    /// <returns>The face; shared, never to be changed.</returns>
    /// <exception cref="InvalidDataException">More images are damaged than may be.</exception>
    public AlignedFace Load(int index) => FirstUsable(index, LoadFace);

    /// <summary>A face and what it should be turned into, or the next usable pair.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    /// <returns>The pair; shared, never to be changed.</returns>
    /// <exception cref="InvalidDataException">More images are damaged than may be, or the dataset has no pairs.</exception>
    public (AlignedFace Input, AlignedFace Target) LoadPair(int index) => FirstUsable(index, place => (LoadFace(place), LoadTarget(place)));

    private T FirstUsable<T>(int index, Func<int, T> load)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        for (var step = 0; step < Count; step++)
        {
            var place = (index + step) % Count;
            if (_damaged.ContainsKey(place)) continue;
            try
            {
                return load(place);
            }
            catch (Exception problem) when (SampleAlignment.IsDamage(problem))
            {
                _damaged.TryAdd(place, new DamagedImage(NameOf(place), problem.Message));
                if (_damaged.Count > _options.MaxDamaged) throw TooManyDamaged();
            }
        }

        throw TooManyDamaged();
    }

    private string NameOf(int place) => SampleAt(place)?.Name ?? place.ToString(CultureInfo.InvariantCulture);

    // A dataset may fail to tell of a sample, as a damaged database does.
    private FaceSample? SampleAt(int place)
    {
        try
        {
            return _dataset[place];
        }
        catch (Exception problem) when (SampleAlignment.IsDamage(problem))
        {
            return null;
        }
    }

    private InvalidDataException TooManyDamaged()
    {
        var first = Damaged[0];
        return new InvalidDataException(
            $"{_damaged.Count} of the {Count} images of {_dataset.Name} cannot be used; {_options.MaxDamaged} may be. The first: {first.Name}: {first.Reason}");
    }

    private AlignedFace LoadFace(int index) => Cached(_cache, index, static sample => sample);

    private AlignedFace LoadTarget(int index) => Cached(_targetCache, index, sample => sample.Target
        ?? throw new InvalidDataException($"The dataset {_dataset.Name} has no pairs: {sample.Name} has no target."));

    private AlignedFace Cached(AlignedFace?[]? cache, int index, Func<FaceSample, FaceSample> part)
    {
        if (cache?[index] is { } known) return known;
        var face = SampleAlignment.Align(part(_dataset[index]), _options.Template, ImageSize, _codec, _pool);
        if (cache is not null) cache[index] = face;
        return face;
    }
}
