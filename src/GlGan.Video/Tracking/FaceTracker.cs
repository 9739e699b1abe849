using System.Numerics;
using GlGan.Faces;

namespace GlGan.Video;

/// <summary>Tells which face of a frame is which of the frames before, by place and size. All it knows follows from the faces it was shown, so it can be told them anew.</summary>
/// <param name="patience">For so many frames a face that is not seen is waited for.</param>
internal sealed class FaceTracker(int patience)
{
    // In sizes of the face, by frame since it was seen, and at the most; and how its size may change.
    private const float Step = 0.35f, Farthest = 0.9f, SizeChange = 1.5f;

    private readonly Dictionary<int, (int Frame, FaceBox Box)> _tracks = [];
    private int _last;

    /// <summary>Numbers the faces of the next frame.</summary>
    /// <param name="frame">Its number; frames come in their order.</param>
    /// <param name="faces">What was found in it.</param>
    /// <param name="isCut">Whether it is the first of another shot: then nobody is who was there before.</param>
    internal IReadOnlyList<SeenFace> Follow(int frame, IReadOnlyList<DetectedFace> faces, bool isCut)
    {
        if (isCut) _tracks.Clear();
        FaceBox[] boxes = [.. faces.Select(face => FaceBox.Of(face.Landmarks))];
        var numbers = new int[faces.Count];
        var pairs = from track in _tracks
                    where frame - track.Value.Frame <= patience
                    from place in Enumerable.Range(0, boxes.Length)
                    let distance = Distance(track.Value.Box, boxes[place])
                    where distance <= Math.Min(Farthest, Step * (frame - track.Value.Frame + 1))
                    orderby distance, track.Key, place
                    select (track.Key, place);
        foreach (var (track, place) in pairs.ToList())
            if (numbers[place] == 0 && !numbers.Contains(track)) numbers[place] = track;
        foreach (var place in Enumerable.Range(0, boxes.Length).Where(place => numbers[place] == 0).OrderBy(place => boxes[place].Middle.X)) numbers[place] = ++_last;
        SeenFace[] result = [.. faces.Select((face, place) => SeenFace.Of(numbers[place], face)).OrderBy(face => face.Track)];
        Remember(frame, result, isCut);
        return result;
    }

    /// <summary>Is told the faces of a frame that were numbered before.</summary>
    internal void Remember(int frame, IReadOnlyList<SeenFace> faces, bool isCut)
    {
        if (isCut) _tracks.Clear();
        foreach (var face in faces)
        {
            _tracks[face.Track] = (frame, FaceBox.Of(SeenFace.Face(face.Points).Landmarks));
            _last = Math.Max(_last, face.Track);
        }

        foreach (var (track, _) in _tracks.Where(track => frame - track.Value.Frame > patience).ToList()) _tracks.Remove(track);
    }

    private static float Distance(FaceBox one, FaceBox other)
    {
        var ratio = Math.Max(one.Size, other.Size) / Math.Min(one.Size, other.Size);
        return ratio > SizeChange ? float.PositiveInfinity : Vector2.Distance(one.Middle, other.Middle) / Math.Max(one.Size, other.Size);
    }
}
