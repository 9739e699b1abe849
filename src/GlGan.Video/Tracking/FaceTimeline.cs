using GlGan.Faces;

namespace GlGan.Video;

/// <summary>
/// The faces of a video's frames, steady in time: every landmark lies on the line that fits it best in the frames around, nearer ones counting more. Since frames to come count as much as those before, faces do
/// not lag behind, as they do by filters that only look back. Small gaps, where a face was not found, are bridged.
/// </summary>
/// <param name="timeBase">What a tick lasts.</param>
/// <param name="reach">So many frames before and after one count.</param>
internal sealed class FaceTimeline(TimeBase timeBase, int reach)
{
    // In seconds: the deviation of the weights. What is quicker is speech or noise.
    private const double Deviation = 0.07;

    private readonly List<SeenFrame> _frames = [];

    /// <summary>How many frames were seen.</summary>
    internal int Count => _frames.Count;

    internal void Add(SeenFrame frame) => _frames.Add(frame);

    internal SeenFrame this[int frame] => _frames[frame];

    /// <summary>The faces of a frame. All that were seen within the reach count.</summary>
    internal IReadOnlyList<TrackedFace> Steady(int frame)
    {
        var (first, last) = (frame, frame);
        while (first > 0 && frame - first < reach && !_frames[first].IsCut) first--;
        while (last + 1 < _frames.Count && last - frame < reach && !_frames[last + 1].IsCut) last++;
        var seen = Enumerable.Range(first, last - first + 1)
            .SelectMany(at => _frames[at].Faces.Select(face => (face.Track, At: at, Face: face)))
            .ToLookup(face => face.Track);
        return [.. seen.Where(track => track.Any(face => face.At <= frame) && track.Any(face => face.At >= frame)).OrderBy(track => track.Key)
            .Select(track => new TrackedFace(track.Key, Steady([.. track.Select(face => (timeBase.Seconds(_frames[face.At].Timestamp - _frames[frame].Timestamp), face.Face))])))];
    }

    private static DetectedFace Steady((double Time, SeenFace Face)[] seen)
    {
        // A face has contours where most of those around have them.
        var withContours = seen.Count(one => one.Face.HasContours) * 2 > seen.Length;
        var used = seen.Where(one => one.Face.HasContours == withContours).ToArray();
        if (used.Length == 0) used = seen;
        var weights = Weights([.. used.Select(one => one.Time)]);
        var points = new float[used[0].Face.Points.Length];
        for (var place = 0; place < points.Length; place++)
        {
            double value = 0;
            for (var at = 0; at < used.Length; at++) value += weights[at] * used[at].Face.Points[place];
            points[place] = (float)value;
        }

        return SeenFace.Face(points);
    }

    /// <summary>What each time counts in the value at time 0 of the line that fits best.</summary>
    internal static double[] Weights(double[] times)
    {
        double[] near = [.. times.Select(time => Math.Exp(-0.5 * time * time / (Deviation * Deviation)))];
        // All may be far, where the rate is low: then the nearest counts.
        var most = near.Max();
        if (most < 1e-6) near = [.. times.Select(time => Math.Abs(time) <= times.Min(Math.Abs) ? 1.0 : 0)];
        var (s0, s1, s2) = (near.Sum(), near.Zip(times, (weight, time) => weight * time).Sum(), near.Zip(times, (weight, time) => weight * time * time).Sum());
        var determinant = s0 * s2 - s1 * s1;
        return determinant <= 1e-9 * s0 * s0
            ? [.. near.Select(weight => weight / s0)]
            : [.. near.Zip(times, (weight, time) => weight * (s2 - s1 * time) / determinant)];
    }
}
