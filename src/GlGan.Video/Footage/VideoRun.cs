using System.Diagnostics;
using GlGan.Faces;
using GlGan.Foundation;
using GlGan.Imaging;

namespace GlGan.Video;

/// <summary>One run over the frames of a video: decodes, looks for faces some frames ahead, edits several frames at once, and writes parts.</summary>
internal sealed class VideoRun(string input, VideoInfo info, ILandmarkDetector? detector, IFrameEdit edit, SegmentStore store, VideoContainer container, int workers)
{
    // Frames of a part; how far steadiness looks, in seconds and frames; for how long a face is waited for; what frames in memory may take.
    private const int PartFrames = 24, LeastReach = 2, MostReach = 12;
    private const double Reach = 0.2;
    private const long MostBytes = 1L << 30;

    private readonly Queue<(VideoFrame Frame, byte[] Small)> _waiting = [];
    private readonly Stopwatch _clock = new();
    private readonly int _resumed = store.Frames;
    private FaceTimeline? _timeline;
    private FaceTracker? _tracker;
    private byte[]? _before;
    private int _next, _told;
    private long? _last;
    private bool _hasEnded;

    private int ReachFrames { get; } = Math.Clamp((int)Math.Ceiling(Reach * info.FrameRate), LeastReach, MostReach);

    /// <summary>Edits all frames that are not done yet.</summary>
    /// <returns>How long the last frame is shown, in ticks.</returns>
    internal async Task<long> EditAsync(IProgress<VideoProgress>? progress, CancellationToken cancellationToken)
    {
        _next = store.Frames;
        if (_next > 0) _last = store.Segments.SelectMany(segment => segment.Seen).ElementAt(_next - 1).Timestamp;
        await using var reader = await VideoReader.OpenAsync(input, _next, cancellationToken).ConfigureAwait(false);
        if (await ReadAsync(reader, cancellationToken).ConfigureAwait(false))
        {
            Prepare(reader.TimeBase);
            _clock.Start();
            while (_waiting.Count > 0)
            {
                await WritePartAsync(reader, progress, cancellationToken).ConfigureAwait(false);
                // What is refused from the first second on will be to the end.
                if (store.Segments is [{ Edited: 0, Refusal: not null }]) break;
            }
        }

        if (store.Segments.Count == 0) throw new VideoException($"'{input}' has no pictures.");
        if (store.Segments.All(segment => segment.Edited == 0))
        {
            var refusal = store.Segments.Select(segment => segment.Refusal).FirstOrDefault(refusal => refusal is not null) ?? "no face was found that was to be.";
            store.Remove();
            throw new VideoException($"Nothing of '{input}' was changed: {refusal}");
        }

        SeenFrame[] frames = [.. store.Segments.SelectMany(segment => segment.Seen)];
        return frames.Length > 1 ? frames[^1].Timestamp - frames[^2].Timestamp : Math.Max(1, (long)Math.Round(info.Duration.TotalSeconds / store.Segments[0].TimeBase.Seconds(1)));
    }

    internal VideoReport Report(DigitalSource? mark) => new(
        store.Frames,
        store.Segments.Sum(segment => segment.Edited),
        _resumed,
        [.. store.Segments.SelectMany(segment => segment.Seen).SelectMany((seen, frame) => seen.Faces.Select(face => (face.Track, frame))).GroupBy(face => face.Track).OrderBy(track => track.Key)
            .Select(track => new VideoTrack(track.Key, track.Min(face => face.frame), track.Max(face => face.frame), track.Count()))],
        store.Segments.Sum(segment => segment.Refused),
        store.Segments.Select(segment => segment.Refusal).FirstOrDefault(refusal => refusal is not null),
        mark);

    private void Prepare(TimeBase timeBase)
    {
        (_timeline, _tracker) = (new FaceTimeline(timeBase, ReachFrames), new FaceTracker(ReachFrames));
        foreach (var seen in store.Segments.SelectMany(segment => segment.Seen))
        {
            _tracker.Remember(_timeline.Count, seen.Faces, seen.IsCut);
            _timeline.Add(seen);
        }

        _told = _timeline.Count;
    }

    private async Task WritePartAsync(VideoReader reader, IProgress<VideoProgress>? progress, CancellationToken cancellationToken)
    {
        var first = _next;
        var (edited, refused, refusal) = (0, 0, (string?)null);
        long? start = null;
        await using (var writer = new VideoWriter(store.Next, reader.TimeBase, container, info.Color, reader.PixelAspect))
        {
            while (_next - first < PartFrames)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var count = Math.Min(Together(), PartFrames - (_next - first));
                await LookAsync(reader, count + ReachFrames, cancellationToken).ConfigureAwait(false);
                count = Math.Min(count, _waiting.Count);
                if (count == 0) break;
                VideoFrame[] frames = [.. Enumerable.Range(0, count).Select(_ => _waiting.Dequeue().Frame)];
                var results = new EditedFrame[count];
                ParallelWork.For(count, workers, at => results[at] = edit.Edit(frames[at].Image, _timeline!.Steady(_next + at)), cancellationToken);
                foreach (var (frame, result) in frames.Zip(results))
                {
                    start ??= frame.Timestamp;
                    await writer.WriteAsync(new VideoFrame(result.Image, frame.Timestamp - start.Value), cancellationToken).ConfigureAwait(false);
                    if (!ReferenceEquals(result.Image, frame.Image)) edited++;
                    if (result.Refusal is not null) (refused, refusal) = (refused + 1, refusal ?? result.Refusal);
                    _next++;
                }

                Tell(progress);
            }

            await writer.CompleteAsync().ConfigureAwait(false);
        }

        store.Add(new FootagePart(first, _next - first, edited, refused, refusal, reader.TimeBase, [.. Enumerable.Range(_told, _timeline!.Count - _told).Select(frame => _timeline[frame])]));
        _told = _timeline.Count;
    }

    private int Together() => (int)Math.Clamp(MostBytes / Math.Max(1, 9L * info.Width * info.Height) - ReachFrames, 1, 4 * workers);

    private async Task<bool> ReadAsync(VideoReader reader, CancellationToken cancellationToken)
    {
        if (_hasEnded || await reader.ReadAsync(cancellationToken).ConfigureAwait(false) is not { } frame)
        {
            _hasEnded = true;
            return false;
        }

        // Damaged files have frames that come no later than the one before.
        var timestamp = _last is { } last ? Math.Max(frame.Timestamp, last + 1) : frame.Timestamp;
        _last = timestamp;
        _waiting.Enqueue((frame with { Timestamp = timestamp }, ShotCuts.Copy(frame.Image)));
        return true;
    }

    // Reads until so many frames wait, and looks for the faces of those that were not looked at.
    private async Task LookAsync(VideoReader reader, int frames, CancellationToken cancellationToken)
    {
        while (_waiting.Count < frames && await ReadAsync(reader, cancellationToken).ConfigureAwait(false))
        {
            // Until there are enough, or the video ends.
        }

        var timeline = _timeline!;
        var known = timeline.Count - _next;
        (VideoFrame Frame, byte[] Small)[] waiting = [.. _waiting];
        var found = new IReadOnlyList<DetectedFace>[Math.Max(0, waiting.Length - known)];
        ParallelWork.For(found.Length, workers, at => found[at] = detector?.Detect(waiting[known + at].Frame.Image) ?? [], cancellationToken);
        for (var at = 0; at < found.Length; at++)
        {
            var place = known + at;
            var before = place == 0 ? _before : waiting[place - 1].Small;
            var isCut = before is not null && ShotCuts.IsBetween(before, waiting[place].Small);
            timeline.Add(new SeenFrame(waiting[place].Frame.Timestamp, isCut, _tracker!.Follow(timeline.Count, found[at], isCut)));
        }

        if (waiting.Length > 0) _before = waiting[^1].Small;
    }

    private void Tell(IProgress<VideoProgress>? progress)
    {
        var rate = (_next - _resumed) / Math.Max(1e-3, _clock.Elapsed.TotalSeconds);
        var total = Math.Max(info.Frames, _next);
        progress?.Report(new VideoProgress(_next, total, rate, TimeSpan.FromSeconds((total - _next) / rate)));
    }
}
