using System.Globalization;
using System.Numerics;
using GlGan.Faces;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>How far landmarks lie from the known ones.</summary>
/// <param name="name">Whose landmarks.</param>
internal sealed class LandmarkTally(string name)
{
    private const int Shown = 5;

    // The parts of the annotation.
    private static readonly (string Name, int First, int Count)[] Parts = [("jaw", 0, 17), ("brows", 17, 10), ("nose", 27, 9), ("eyes", 36, 12), ("mouth", 48, 20)];

    private readonly List<(string Photo, double Five, double[]? All)> _errors = [];

    internal void Add(string photo, DetectedFace found, DetectedFace known)
    {
        var unit = Vector2.Distance(known.Landmarks.LeftEye, known.Landmarks.RightEye);
        var five = found.Landmarks.ToArray().Zip(known.Landmarks.ToArray(), Vector2.Distance).Average() / unit;
        _errors.Add((photo, five, known.Contours is { } contours ? [.. found.Contours!.Points.ToArray().Zip(contours.Points.ToArray(), (a, b) => (double)Vector2.Distance(a, b) / unit)] : null));
    }

    /// <summary>The photos with the largest errors.</summary>
    internal string Worst() => "  worst: " + string.Join(", ", _errors.GroupBy(error => error.Photo).Select(photo => (photo.Key, Error: photo.Average(error => error.Five))).OrderByDescending(photo => photo.Error)
        .Take(Shown).Select(photo => string.Create(CultureInfo.InvariantCulture, $"{photo.Key} {photo.Error:P1}")));

    /// <inheritdoc/>
    public override string ToString()
    {
        double[][] all = [.. _errors.Select(error => error.All).OfType<double[]>()];
        var parts = string.Join(", ", Parts.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Name} {all.Select(errors => errors.Skip(part.First).Take(part.Count).Average()).DefaultIfEmpty().Average():P1}")));
        return $"  {name}: five {Summary(_errors.Select(error => error.Five))}" + (all.Length == 0 ? "" : $"; 68 {Summary(all.Select(errors => errors.Average()))} ({parts})");
    }

    private static string Summary(IEnumerable<double> errors)
    {
        double[] sorted = [.. errors.Order()];
        return string.Create(CultureInfo.InvariantCulture, $"{sorted.Average():P1} in the mean, {sorted[sorted.Length / 2]:P1} in the median");
    }
}
