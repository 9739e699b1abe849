using System.Numerics;
using GlGan.Faces;

namespace GlGan.Datasets;

/// <summary>Counts what looks wrong with landmarks.</summary>
internal sealed class LandmarkChecks
{
    private const int Listed = 5;
    private const float ClosestEyes = 0.05f;

    private readonly int[] _counts = new int[Enum.GetValues<LandmarkProblem>().Length];
    private readonly List<string>[] _first = [.. Enum.GetValues<LandmarkProblem>().Select(_ => new List<string>())];

    internal IReadOnlyList<LandmarkFinding> Findings =>
        [.. Enum.GetValues<LandmarkProblem>().Select(problem => new LandmarkFinding(problem, _counts[(int)problem], _first[(int)problem]))];

    internal void Add(string name, FaceLandmarks landmarks)
    {
        var eyes = (landmarks.LeftEye + landmarks.RightEye) / 2;
        var axis = Vector2.Distance(eyes, landmarks.MouthCenter);
        if (landmarks.LeftEye.X > landmarks.RightEye.X) Count(LandmarkProblem.EyesSwapped, name);
        if (Vector2.Distance(landmarks.LeftEye, landmarks.RightEye) <= ClosestEyes * axis) Count(LandmarkProblem.EyesTogether, name);
        if (landmarks.MouthCenter.Y < eyes.Y) Count(LandmarkProblem.MouthAboveEyes, name);
    }

    internal void Add(string name, FaceLandmarks landmarks, int width, int height)
    {
        if (Array.Exists(landmarks.ToArray(), point => !(point.X >= 0 && point.Y >= 0 && point.X <= width - 1 && point.Y <= height - 1)))
            Count(LandmarkProblem.OutsideImage, name);
    }

    private void Count(LandmarkProblem problem, string name)
    {
        _counts[(int)problem]++;
        if (_first[(int)problem].Count < Listed) _first[(int)problem].Add(name);
    }
}
