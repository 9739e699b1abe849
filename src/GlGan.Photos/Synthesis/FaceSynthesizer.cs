using System.Globalization;
using System.Numerics;
using GlGan.Faces;
using GlGan.Faces.Priors;
using GlGan.Foundation;
using GlGan.Imaging;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace GlGan.Synthesis;

/// <summary>
/// Uses a trained model: photos and landmarks in, aligned synthesised faces out. Thread-safe: calls share the weights and nothing else. An application keeps one
/// and asks it by <see cref="SynthesizeAsync"/>, whose requests go through the network on one thread of their own, in turn.
/// </summary>
public sealed class FaceSynthesizer : IDisposable
{
    /// <summary>Name of the meter and of the activity source that tell of requests.</summary>
    public const string TelemetryName = "GlGan.Synthesis";

    private readonly ISynthesisNetwork _network;
    private readonly FaceSynthesizerOptions _options;
    private readonly SynthesisTelemetry _telemetry;
    private readonly Lock _gate = new();
    private SynthesisQueue? _queue;
    private bool _disposed;
    private volatile bool _works;

    /// <summary>Makes a synthesiser.</summary>
    /// <param name="network">The network; borrowed, and must outlive the synthesiser.</param>
    /// <param name="options">How requests that come one by one are served; defaults unless given.</param>
    /// <param name="logger">Told of batches, refusals and failures; none unless given.</param>
    /// <param name="name">Name of the model in logs, metrics and spans; <c>default</c> unless given.</param>
    /// <exception cref="ArgumentException">The options are invalid; the message lists all errors.</exception>
    public FaceSynthesizer(ISynthesisNetwork network, FaceSynthesizerOptions? options = null, ILogger? logger = null, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        _options = options.ValidOrDefault();
        (_network, _telemetry) = (network, new SynthesisTelemetry(logger ?? NullLogger.Instance, name));
    }

    /// <summary>How the network wants faces.</summary>
    public FaceFraming Framing => _network.Framing;

    /// <summary>What the network was trained for.</summary>
    public ModelPurpose Purpose => _network.Purpose;

    /// <summary>Synthesises faces in one batch.</summary>
    /// <param name="requests">The faces, at least one.</param>
    /// <returns>One S×S image per request, aligned to the model's template. Mark them as synthetic when you save them (<see cref="ImageFile.Save"/>).</returns>
    /// <exception cref="ArgumentException">
    /// There is no request, a local photo comes without landmarks, or landmarks cannot be those of a face in their photo (<see cref="FaceLandmarks.RequireIn"/>).
    /// </exception>
    /// <exception cref="SynthesisException">The network makes something else than images; one of ONNX Runtime has an exception of its own.</exception>
    public IReadOnlyList<ImageBuffer> Synthesize(IReadOnlyList<SynthesisRequest> requests)
    {
        ArgumentNullException.ThrowIfNull(requests);
        return Follow(() => Run([.. requests.Select(Prepare)]));
    }

    /// <summary>Synthesises a face on the synthesiser's own thread, after those that came before it, and with those that wait beside it where there is an accelerator.</summary>
    /// <param name="request">The face. It is aligned on the calling thread.</param>
    /// <param name="cancellationToken">Gives up waiting; a request that has reached the network is finished and thrown away.</param>
    /// <returns>An S×S image, aligned to the model's template. Mark it as synthetic when you save it (<see cref="ImageFile.Save"/>).</returns>
    /// <exception cref="ArgumentException">
    /// A local photo comes without landmarks, or landmarks cannot be those of a face in their photo (<see cref="FaceLandmarks.RequireIn"/>).
    /// </exception>
    /// <exception cref="SynthesisException">The network makes something else than images; one of ONNX Runtime has an exception of its own.</exception>
    /// <exception cref="SynthesisQueueFullException">The queue is full, and <see cref="FaceSynthesizerOptions.WhenFull"/> says to refuse.</exception>
    /// <exception cref="ObjectDisposedException">The synthesiser was disposed before the face was done.</exception>
    public Task<ImageBuffer> SynthesizeAsync(SynthesisRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<ImageBuffer>(cancellationToken)
            : _telemetry.FollowAsync(() => Queue().RunAsync(Prepare(request), cancellationToken));
    }

    /// <summary>
    /// Makes sure that the network works, by synthesising a black image, unless the last synthesis went well: an application warms up by it before its first
    /// request, and a health check asks it.
    /// </summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ObjectDisposedException">The synthesiser was disposed.</exception>
    /// <exception cref="SynthesisException">The network makes something else than images; one of ONNX Runtime has an exception of its own.</exception>
    public async Task WarmUpAsync(CancellationToken cancellationToken = default)
    {
        if (_works) return;
        var (size, template) = (Framing.ImageSize, Framing.Template);
        await SynthesizeAsync(new SynthesisRequest(new ImageBuffer(size, size), template.At(size)), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends the synthesiser's thread after the faces in the network; requests that wait end with <see cref="ObjectDisposedException"/>. The network lives on.</summary>
    public void Dispose()
    {
        lock (_gate) _disposed = true;
        _queue?.Dispose();
    }

    /// <summary>Synthesises in one batch from faces that are in the network's framing already (<see cref="Framing"/>).</summary>
    /// <param name="inputs">The faces, at least one.</param>
    /// <returns>One S×S image each.</returns>
    /// <exception cref="ArgumentException">There is no face, or one is not in the network's framing: sizes, or regions that lie outside the face.</exception>
    /// <exception cref="SynthesisException">The network makes something else than images; one of ONNX Runtime has an exception of its own.</exception>
    public IReadOnlyList<ImageBuffer> SynthesizeAligned(IReadOnlyList<AlignedInput> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        foreach (var input in inputs)
        {
            var (width, height) = (input.Global.Width, input.Global.Height);
            if (width != Framing.ImageSize || height != Framing.ImageSize)
                throw new ArgumentException($"Aligned faces must be {Framing.ImageSize}x{Framing.ImageSize}; got {width}x{height}.", nameof(inputs));
            if (Framing.Prior && (input.Prior is not { } prior || prior.Image.Width != width || prior.Image.Height != height))
                throw new ArgumentException($"The network reads a geometric prior of {width}x{height} pixels: give {nameof(AlignedInput)}.{nameof(AlignedInput.Prior)}, as {nameof(GeometricPrior)} makes it.", nameof(inputs));
            if (input.Crops.Count != Framing.Regions.Count || input.Centers.Count != Framing.Regions.Count)
                throw new ArgumentException($"The network has {Framing.Regions.Count} regions; got {input.Crops.Count} crops and {input.Centers.Count} centres.", nameof(inputs));
            foreach (var (region, crop, center) in Framing.Regions.Zip(input.Crops, input.Centers))
            {
                var (w, h) = region.PixelSize(Framing.ImageSize);
                if (crop.Width != w || crop.Height != h)
                    throw new ArgumentException($"The '{region.Name}' crop must be {w}x{h} pixels; got {crop.Width}x{crop.Height}.", nameof(inputs));
                if (!(Math.Abs(center.X - (width - 1) / 2f) < (width + w) / 2f && Math.Abs(center.Y - (height - 1) / 2f) < (height + h) / 2f))
                {
                    throw new ArgumentException(
                        string.Create(CultureInfo.InvariantCulture, $"The '{region.Name}' crop lies outside the face: its centre ({center.X}, {center.Y}) must be a place in {width}x{height} pixels."),
                        nameof(inputs));
                }
            }
        }

        return Follow(() => Run(inputs));
    }

    /// <summary>What the network reads of a face.</summary>
    internal AlignedInput Prepare(SynthesisRequest request)
    {
        if (Purpose == ModelPurpose.Swap)
            throw new ArgumentException("This model refines swaps, which takes two photos: use it by NetworkSwap, or glgan swap --model.");
        if (request.LocalImage is not null && request.LocalLandmarks is null)
            throw new ArgumentException($"A request has a {nameof(SynthesisRequest.LocalImage)} but no {nameof(SynthesisRequest.LocalLandmarks)}.");
        request.Landmarks.RequireIn(request.Image);
        if (request.LocalImage is not null) request.LocalLandmarks!.Value.RequireIn(request.LocalImage);
        var global = Align(request.Image, request.Landmarks);
        var local = request.LocalImage is null ? global : Align(request.LocalImage, request.LocalLandmarks!.Value);
        var placement = Purpose == ModelPurpose.Frontal ? Framing.Template.At(Framing.ImageSize) : global.Landmarks;
        return AlignedInput.Cut(global.Image, placement, Framing.Regions, _ => (local.Image, local.Landmarks)) with
        {
            Prior = Framing.Prior ? GeometricPrior.Of(global.Image, global.Landmarks, placement) : null,
        };
    }

    private SynthesisQueue Queue()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _queue ??= new SynthesisQueue(Run, _options, _options.MaxBatch ?? _network.PreferredBatch, _telemetry, TimeProvider.System);
        }
    }

    // In a profile the two eyes nearly coincide, so a view of any pose is placed by its axis from eyes to mouth alone.
    private AlignedFace Align(ImageBuffer image, FaceLandmarks landmarks)
    {
        var (size, template) = (Framing.ImageSize, Framing.Template);
        if (Purpose != ModelPurpose.Frontal) return FaceAligner.Align(image, landmarks, template, size);
        var transform = SimilarityTransform.Estimate(Axis(landmarks), Axis(template.At(size)));
        return new AlignedFace(Resampler.Warp(image, transform, size, size), landmarks.Map(transform.Apply), transform);
    }

    private static Vector2[] Axis(FaceLandmarks landmarks) => [(landmarks.LeftEye + landmarks.RightEye) / 2, landmarks.MouthCenter];

    // What runs on the calling thread is over when the task is there.
    private ImageBuffer[] Follow(Func<ImageBuffer[]> run) => _telemetry.FollowAsync(() => Task.FromResult(run())).GetAwaiter().GetResult();

    private ImageBuffer[] Run(IReadOnlyList<AlignedInput> inputs)
    {
        if (inputs.Count == 0) throw new ArgumentException("Give at least one face.", nameof(inputs));
        _telemetry.Batch(inputs.Count);
        try
        {
            var images = _network.Run(inputs);
            _works = true;
            return images;
        }
        catch
        {
            _works = false;
            throw;
        }
    }
}
