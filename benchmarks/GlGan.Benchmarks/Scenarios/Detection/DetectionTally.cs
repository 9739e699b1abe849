using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>What a detector finds of photos whose faces are known, and what it takes for faces besides.</summary>
/// <param name="name">What the detector is called.</param>
/// <param name="detector">The detector; the tally owns it.</param>
internal sealed class DetectionTally(string name, ILandmarkDetector detector) : IDisposable
{
    // A nose so far from the true one, in sizes of the face, is another face's.
    private const double SameFace = 0.3;

    private readonly List<double> _errors = [];
    private readonly List<double> _milliseconds = [];
    private int _known, _alarms;

    /// <summary>Whether every known face was found.</summary>
    internal bool IsComplete => _errors.Count == _known;

    /// <summary>Looks at a photo.</summary>
    /// <param name="photo">The photo.</param>
    /// <param name="known">Its faces.</param>
    /// <returns>Faces found, those that are none, the mean error in distances between the eyes, and milliseconds; with commas between.</returns>
    internal string Look(ImageBuffer photo, IReadOnlyList<DetectedFace> known)
    {
        var start = Stopwatch.GetTimestamp();
        var found = detector.Detect(photo);
        _milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        double[] errors = [.. known.Select(face => (Face: face, Found: found.Where(other => IsSame(other, face)).ToArray())).Where(pair => pair.Found.Length > 0).Select(pair => pair.Found.Min(other => Error(other, pair.Face)))];
        var alarms = found.Count(face => !known.Any(other => IsSame(face, other)));
        _errors.AddRange(errors);
        (_known, _alarms) = (_known + known.Count, _alarms + alarms);
        return string.Create(CultureInfo.InvariantCulture, $"{found.Count},{alarms},{(errors.Length == 0 ? null : errors.Average()):F4},{_milliseconds[^1]:F0}");
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var error = _errors.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; error {_errors.Average():P2} of the eye distance in the mean, {_errors.Order().ElementAt(_errors.Count / 2):P2} in the median");
        return string.Create(CultureInfo.InvariantCulture, $"{name}: {_errors.Count} of {_known} faces, {_alarms} that are none{error}; {_milliseconds.Order().ElementAt(_milliseconds.Count / 2):F0} ms in the median");
    }

    /// <inheritdoc/>
    public void Dispose() => (detector as IDisposable)?.Dispose();

    private static bool IsSame(DetectedFace found, DetectedFace known) => Vector2.Distance(found.Landmarks.Nose, known.Landmarks.Nose) < SameFace * known.Size;

    private static double Error(DetectedFace found, DetectedFace known) =>
        found.Landmarks.ToArray().Zip(known.Landmarks.ToArray(), Vector2.Distance).Average() / Vector2.Distance(known.Landmarks.LeftEye, known.Landmarks.RightEye);
}
