using GlGan.Editing;
using GlGan.Faces;
using GlGan.Foundation;
using GlGan.Imaging;

namespace GlGan.Video;

/// <summary>
/// Edits a video frame by frame and writes a new one with the sound, rotation and timestamps of the old: <c>VideoEdit.Of("a.mp4").WithFaces(detector).Swap(photo, face).SaveAsync("b.mp4")</c>. Faces are tracked, and their
/// landmarks are steady in time. Frames without a face go through as they are.
/// </summary>
public sealed class VideoEdit
{
    private readonly string _input;
    private ILandmarkDetector? _detector;
    private IFrameEdit? _edit;
    private DigitalSource? _mark = DigitalSource.AlgorithmicallyEnhanced;
    private DigitalSource?[] _parts = [];
    private MetadataKept _metadata;
    private string? _plan;
    private int _workers = Environment.ProcessorCount;

    private VideoEdit(string input) => _input = input;

    /// <summary>Begins the edit of a video. Nothing is opened yet.</summary>
    /// <param name="path">The file.</param>
    public static VideoEdit Of(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new VideoEdit(path);
    }

    /// <summary>Has the faces of every frame found, tracked and steadied. Without it, edits are given none.</summary>
    /// <param name="detector">What finds them; borrowed.</param>
    public VideoEdit WithFaces(ILandmarkDetector detector)
    {
        ArgumentNullException.ThrowIfNull(detector);
        _detector = detector;
        return this;
    }

    /// <summary>Puts one face on every face of the video.</summary>
    /// <param name="photo">Photo with the face to show.</param>
    /// <param name="face">That face.</param>
    /// <param name="swapper">How it is put there; a <see cref="GeometricSwap"/> with the default options unless given.</param>
    public VideoEdit Swap(ImageBuffer photo, DetectedFace face, FaceSwapper? swapper = null)
    {
        var source = new FaceSource(photo, face);
        return Swap(faces => faces.Select(target => (source, target)), swapper);
    }

    /// <summary>Puts faces on those of the video.</summary>
    /// <param name="choose">Which face goes onto which of a frame; those that get none stay. Called on several threads at once.</param>
    /// <param name="swapper">How they are put there; a <see cref="GeometricSwap"/> with the default options unless given.</param>
    public VideoEdit Swap(Func<IReadOnlyList<TrackedFace>, IEnumerable<(FaceSource Source, TrackedFace Target)>> choose, FaceSwapper? swapper = null)
    {
        ArgumentNullException.ThrowIfNull(choose);
        _edit = new SwapEdit(swapper ?? new FaceSwapper(new GeometricSwap()), choose);
        return this;
    }

    /// <summary>Changes every frame.</summary>
    /// <param name="edit">
    /// Given a frame and its faces, returns the new picture, of one size for all frames; the frame itself where nothing changes. Called on several threads at once. An <see cref="ArgumentException"/> leaves the frame as
    /// it is.
    /// </param>
    public VideoEdit Apply(Func<ImageBuffer, IReadOnlyList<TrackedFace>, ImageBuffer> edit)
    {
        ArgumentNullException.ThrowIfNull(edit);
        _edit = new PictureEdit(edit);
        return this;
    }

    /// <summary>Marks the result in the container's metadata, unless the video bears a weightier mark. Default: <see cref="DigitalSource.AlgorithmicallyEnhanced"/>.</summary>
    /// <param name="source">What the edit makes of it; <see langword="null"/> for no mark.</param>
    /// <param name="parts">Marks of the pictures that faces come from.</param>
    public VideoEdit MarkedAs(DigitalSource? source, params IEnumerable<DigitalSource?> parts)
    {
        (_mark, _parts) = (source, [.. parts]);
        return this;
    }

    /// <summary>Keeps what the file says of itself. Default: nothing is kept.</summary>
    public VideoEdit Keeping(MetadataKept metadata)
    {
        _metadata = metadata;
        return this;
    }

    /// <summary>Goes on where an interrupted run was, if it was given the same name for the same video. The result is that of a run that was not interrupted.</summary>
    /// <param name="plan">Names all that decides the result: faces, options, detector.</param>
    public VideoEdit ResumedBy(string plan)
    {
        ArgumentException.ThrowIfNullOrEmpty(plan);
        _plan = plan;
        return this;
    }

    /// <summary>Edits frames on so many threads; one for each core unless given. The result does not depend on it.</summary>
    public VideoEdit OnThreads(int workers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        _workers = workers;
        return this;
    }

    /// <summary>Runs the edit. The file is complete or absent; until then what is done lies in a folder beside it, its name with <c>.partial</c>.</summary>
    /// <param name="output">File to write: <c>.mp4</c>, <c>.m4v</c>, <c>.mov</c>, <c>.mkv</c> or <c>.webm</c>.</param>
    /// <param name="progress">Told after some frames.</param>
    /// <param name="cancellationToken">Ends the edit after the frames in progress.</param>
    /// <exception cref="InvalidOperationException">No edit was chosen.</exception>
    /// <exception cref="ArgumentException">The extension is none of those.</exception>
    /// <exception cref="VideoException">ffmpeg is missing, too old or lacks an encoder, or the video cannot be read; or nothing of it would change.</exception>
    /// <exception cref="IOException">A file cannot be read or written, or another process writes it.</exception>
    public async Task<VideoReport> SaveAsync(string output, IProgress<VideoProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(output);
        var edit = _edit ?? throw new InvalidOperationException($"Say what to do: {nameof(Swap)} or {nameof(Apply)}.");
        var container = VideoContainer.Of(output);
        var info = await VideoFile.ProbeAsync(_input, cancellationToken).ConfigureAwait(false);
        Ffmpeg.RequireEncoder(container.Encoder, Path.GetExtension(output));
        UserFile.Require(RealPath.Of(output));
        var mark = _mark is { } own ? Provenance.OfEdit(own, info.Source, _parts) : (DigitalSource?)null;
        using var store = new SegmentStore(output, _plan is null ? null : Plan(container));
        var run = new VideoRun(_input, info, _detector, edit, store, container, _workers);
        var lastDuration = await run.EditAsync(progress, cancellationToken).ConfigureAwait(false);
        await store.JoinAsync(_input, info, lastDuration, mark, _metadata, cancellationToken).ConfigureAwait(false);
        store.Remove();
        return run.Report(mark);
    }

    private string Plan(VideoContainer container)
    {
        var file = new FileInfo(_input);
        return $"{Path.GetFullPath(_input)}\n{file.Length} bytes of {file.LastWriteTimeUtc:O}\n{container.Encoder} {container.Settings}\n{typeof(VideoEdit).Assembly.ManifestModule.ModuleVersionId}\n{_plan}\n";
    }
}
