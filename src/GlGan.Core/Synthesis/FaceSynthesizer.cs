using System.Numerics;
using GlGan.Faces;
using GlGan.Generators;
using GlGan.Imaging;
using GlGan.Runtime;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Synthesis;

/// <summary>
/// Uses a trained model: photos and landmarks in, aligned synthesised faces out. Thread-safe: calls share the weights and nothing else. An application keeps one
/// and asks it by <see cref="SynthesizeAsync"/>, whose requests go through the network on one thread of their own, in turn.
/// </summary>
public sealed class FaceSynthesizer : IDisposable
{
    private const int BatchOnAccelerator = 8;

    private readonly GlGanGenerator _generator;
    private readonly FaceTemplate _template;
    private readonly FaceSynthesizerOptions _options;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private SynthesisQueue? _queue;
    private bool _disposed;

    /// <summary>Makes a synthesiser.</summary>
    /// <param name="generator">The network, in evaluation mode; borrowed, and must outlive the synthesiser.</param>
    /// <param name="task">What it was trained for.</param>
    /// <param name="options">How requests that come one by one are served; defaults unless given.</param>
    /// <exception cref="ArgumentException">The options are invalid; the message lists all errors.</exception>
    public FaceSynthesizer(GlGanGenerator generator, ModelTask task, FaceSynthesizerOptions? options = null)
        : this(generator, task, options ?? new FaceSynthesizerOptions(), NullLogger.Instance)
    {
    }

    internal FaceSynthesizer(GlGanGenerator generator, ModelTask task, FaceSynthesizerOptions options, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(generator);
        _options = options.Valid();
        (_generator, Task, _template, _logger) = (generator, task, FaceTemplate.Named(generator.Options.Template), logger);
    }

    /// <summary>Side of the network's images in pixels.</summary>
    internal int Size => _generator.Options.ImageSize;

    /// <summary>Where the network expects landmarks.</summary>
    internal FaceTemplate Template => _template;

    /// <summary>What the network was trained for.</summary>
    internal ModelTask Task { get; }

    /// <summary>Synthesises faces in one batch.</summary>
    /// <param name="requests">The faces, at least one.</param>
    /// <returns>One S×S image per request, aligned to the model's template. Mark them as synthetic when you save them (<see cref="ImageFile.Save"/>).</returns>
    /// <exception cref="ArgumentException">There is no request, or a local photo comes without landmarks.</exception>
    public IReadOnlyList<ImageBuffer> Synthesize(IReadOnlyList<SynthesisRequest> requests)
    {
        ArgumentNullException.ThrowIfNull(requests);
        return Run([.. requests.Select(Prepare)]);
    }

    /// <summary>Synthesises a face on the synthesiser's own thread, after those that came before it, and with those that wait beside it where there is an accelerator.</summary>
    /// <param name="request">The face. It is aligned on the calling thread.</param>
    /// <param name="cancellationToken">Gives up waiting; a request that has reached the network is finished and thrown away.</param>
    /// <returns>An S×S image, aligned to the model's template. Mark it as synthetic when you save it (<see cref="ImageFile.Save"/>).</returns>
    /// <exception cref="ArgumentException">A local photo comes without landmarks.</exception>
    /// <exception cref="SynthesisQueueFullException">The queue is full, and <see cref="FaceSynthesizerOptions.WhenFull"/> says to refuse.</exception>
    /// <exception cref="ObjectDisposedException">The synthesiser was disposed before the face was done.</exception>
    public Task<ImageBuffer> SynthesizeAsync(SynthesisRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return cancellationToken.IsCancellationRequested
            ? System.Threading.Tasks.Task.FromCanceled<ImageBuffer>(cancellationToken)
            : Queue().RunAsync(Prepare(request), cancellationToken);
    }

    /// <summary>Ends the synthesiser's thread after the faces in the network; requests that wait end with <see cref="ObjectDisposedException"/>. The network lives on.</summary>
    public void Dispose()
    {
        lock (_gate) _disposed = true;
        _queue?.Dispose();
    }

    /// <summary>Synthesises from images that are in the model's framing already, such as those of the dataset it was trained on.</summary>
    /// <param name="images">S×S images, at least one.</param>
    /// <param name="landmarks">Their landmarks, in pixels.</param>
    /// <returns>One S×S image each.</returns>
    /// <exception cref="ArgumentException">The lists differ in length or are empty, or an image has another size.</exception>
    public IReadOnlyList<ImageBuffer> SynthesizeAligned(IReadOnlyList<ImageBuffer> images, IReadOnlyList<FaceLandmarks> landmarks)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(landmarks);
        if (images.Count != landmarks.Count) throw new ArgumentException($"Got {images.Count} images but {landmarks.Count} sets of landmarks.", nameof(landmarks));
        if (images.FirstOrDefault(image => image.Width != Size || image.Height != Size) is { } other)
            throw new ArgumentException($"Aligned images must be {Size}x{Size}; got {other.Width}x{other.Height}.", nameof(images));
        return Run([.. images.Zip(landmarks, (image, points) => new Sources(image, image, points, Placement(points)))]);
    }

    private SynthesisQueue Queue()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _queue ??= new SynthesisQueue(Run, _options, _options.MaxBatch ?? (Device.type == DeviceType.CPU ? 1 : BatchOnAccelerator), _logger, TimeProvider.System);
        }
    }

    private Device Device => _generator.parameters().First().device;

    private Sources Prepare(SynthesisRequest request)
    {
        if (request.LocalImage is not null && request.LocalLandmarks is null)
            throw new ArgumentException($"A request has a {nameof(SynthesisRequest.LocalImage)} but no {nameof(SynthesisRequest.LocalLandmarks)}.");
        var global = Align(request.Image, request.Landmarks);
        var local = request.LocalImage is null ? global : Align(request.LocalImage, request.LocalLandmarks!.Value);
        return new Sources(global.Image, local.Image, local.Landmarks, Placement(global.Landmarks));
    }

    // In a profile the two eyes nearly coincide, so a view of any pose is placed by its axis from eyes to mouth alone.
    private AlignedFace Align(ImageBuffer image, FaceLandmarks landmarks)
    {
        if (Task != ModelTask.Frontal) return FaceAligner.Align(image, landmarks, _template, Size);
        var transform = SimilarityTransform.Estimate(Axis(landmarks), Axis(_template.At(Size)));
        return new AlignedFace(Resampler.Warp(image, transform, Size, Size), landmarks.Map(transform.Apply), transform);
    }

    private static Vector2[] Axis(FaceLandmarks landmarks) => [(landmarks.LeftEye + landmarks.RightEye) / 2, landmarks.MouthCenter];

    private FaceLandmarks Placement(FaceLandmarks landmarks) => Task == ModelTask.Frontal ? _template.At(Size) : landmarks;

    /// <summary>Synthesises from images in the model's framing, in one batch.</summary>
    internal ImageBuffer[] Run(IReadOnlyList<Sources> sources)
    {
        if (sources.Count == 0) throw new ArgumentException("Give at least one face.", nameof(sources));
        using var scope = new TensorScope();
        using var gradient = no_grad();
        using var input = Input(sources).To(Device, ScalarType.Float32);
        using var output = _generator.call(input);
        return TensorImages.ToImages(output.Image);
    }

    private GeneratorInput Input(IReadOnlyList<Sources> sources)
    {
        var regions = _generator.Options.Regions;
        return new GeneratorInput(
            TensorImages.FromImages([.. sources.Select(source => source.Global)]),
            regions.ToDictionary(region => region.Name, region => TensorImages.FromImages([.. sources.Select(source => Crop(source, region))])),
            regions.ToDictionary(region => region.Name, region => Centers([.. sources.Select(source => region.Center(source.Placement, Size))])));
    }

    private ImageBuffer Crop(Sources source, FaceRegion region)
    {
        var (width, height) = region.PixelSize(Size);
        var (image, landmarks) = source.LocalRegions?.Contains(region.Name) == false ? (source.Global, source.Placement) : (source.Local, source.LocalLandmarks);
        return Resampler.Crop(image, region.Center(landmarks, Size), width, height);
    }

    private static Tensor Centers(Vector2[] centers)
    {
        float[] values = [.. centers.SelectMany(center => (float[])[center.X, center.Y])];
        return tensor(values, [centers.Length, 2]);
    }

    /// <summary>The input of one synthesis, in the model's framing.</summary>
    /// <param name="Global">The whole face.</param>
    /// <param name="Local">Where the regions are cut from.</param>
    /// <param name="LocalLandmarks">Landmarks of <paramref name="Local"/>.</param>
    /// <param name="Placement">Where the regions go: landmarks of <paramref name="Global"/>, or of the frontal face.</param>
    /// <param name="LocalRegions">Names of the regions cut from <paramref name="Local"/>, the others coming from <paramref name="Global"/>; all if null.</param>
    internal sealed record Sources(
        ImageBuffer Global, ImageBuffer Local, FaceLandmarks LocalLandmarks, FaceLandmarks Placement, IReadOnlySet<string>? LocalRegions = null);
}
