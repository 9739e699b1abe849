using System.Numerics;
using GlGan.Faces;
using GlGan.Foundation;

namespace GlGan.Datasets;

/// <summary>Samples paired with another image of the same person.</summary>
internal sealed class IdentityPairs : IFaceDataset
{
    private readonly IFaceDataset _source;
    private readonly (int Input, int Target)[] _pairs;

    internal IdentityPairs(IFaceDataset source, ulong seed)
    {
        _source = source;
        _pairs = [.. Persons(source).SelectMany(person => Pairs(person, seed)).OrderBy(pair => pair.Input)];
        if (_pairs.Length == 0) throw new InvalidOperationException($"{source.Name} has no two images that are said to show the same person.");
    }

    public string Name => _source.Name;

    public int Count => _pairs.Length;

    public FaceSample this[int index] => _source[_pairs[index].Input] with { Target = _source[_pairs[index].Target] };

    public IReadOnlyList<string> Notices => _source.Notices;

    public void Dispose() => _source.Dispose();

    /// <summary>
    /// How far a face is turned, from 0 for a frontal one: the distance of the nose, projected on the line through the eyes, from the middle of the
    /// eyes, in eye distances. Roll does not matter.
    /// </summary>
    internal static float Turn(FaceLandmarks landmarks)
    {
        var eyes = landmarks.RightEye - landmarks.LeftEye;
        var turn = MathF.Abs(Vector2.Dot(landmarks.Nose - landmarks.LeftEye, eyes) / eyes.LengthSquared() - 0.5f);
        return float.IsNaN(turn) ? float.PositiveInfinity : turn;
    }

    private static float Turn(FaceSample sample) => sample.Landmarks is { } landmarks ? Turn(landmarks) : float.PositiveInfinity;

    // Datasets number their persons each from its own beginning.
    private static IEnumerable<Image[]> Persons(IFaceDataset source) => Enumerable.Range(0, source.Count)
        .Select(index => (Index: index, Sample: source[index]))
        .Where(entry => entry.Sample.Identity is not null)
        .GroupBy(entry => (entry.Sample.Source, entry.Sample.Identity), entry => new Image(entry.Index, Turn(entry.Sample)))
        .Where(person => person.Skip(1).Any())
        .Select(person => person.ToArray());

    private static IEnumerable<(int Input, int Target)> Pairs(Image[] person, ulong seed)
    {
        if (person.All(image => float.IsPositiveInfinity(image.Turn)))
            return person.Select((image, place) => (image.Index, AnyOther(person, place, seed)));
        Image[] frontal = [.. person.OrderBy(image => image.Turn).ThenBy(image => CounterRandom.Mix(seed ^ (ulong)image.Index)).Take(2)];
        return person.Select(image => (image.Index, frontal[image == frontal[0] ? 1 : 0].Index));
    }

    private static int AnyOther(Image[] person, int place, ulong seed)
    {
        var other = new CounterRandom(seed, 0, (ulong)person[place].Index).Below(person.Length - 1);
        return person[other < place ? other : other + 1].Index;
    }

    private readonly record struct Image(int Index, float Turn);
}
