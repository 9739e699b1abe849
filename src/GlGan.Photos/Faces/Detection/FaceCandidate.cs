using System.Numerics;

namespace GlGan.Faces;

/// <summary>Where a network thinks a face is.</summary>
/// <param name="Score">How sure it is, in [0, 1].</param>
/// <param name="Center">Middle of the face's box in pixels.</param>
/// <param name="Size">Width and height of the box in pixels.</param>
/// <param name="Landmarks">The face's landmarks in pixels.</param>
internal readonly record struct FaceCandidate(float Score, Vector2 Center, Vector2 Size, FaceLandmarks Landmarks)
{
    // Boxes of one face share more than this.
    private const float MostShared = 0.3f;

    internal float Area => Size.X * Size.Y;

    /// <summary>The same face in pixels of an image this many times as large. Pixel centres are at integers.</summary>
    internal FaceCandidate Scaled(Vector2 by) => this with { Center = Place(Center, by), Size = Size * by, Landmarks = Landmarks.Map(point => Place(point, by)) };

    /// <summary>The same face seen from elsewhere.</summary>
    internal FaceCandidate Moved(Vector2 by) => this with { Center = Center + by, Landmarks = Landmarks.Map(point => point + by) };

    /// <summary>The surest candidate of each face (non-maximum suppression).</summary>
    internal static List<FaceCandidate> Distinct(IEnumerable<FaceCandidate> candidates)
    {
        List<FaceCandidate> kept = [];
        foreach (var candidate in candidates.OrderByDescending(candidate => candidate.Score))
            if (!kept.Exists(other => other.Shares(candidate))) kept.Add(candidate);
        return kept;
    }

    // Also a box within another, as copies of different sizes give them for one face.
    private bool Shares(FaceCandidate other)
    {
        var overlap = Vector2.Max(Vector2.Min(Center + Size / 2, other.Center + other.Size / 2) - Vector2.Max(Center - Size / 2, other.Center - other.Size / 2), Vector2.Zero);
        var shared = overlap.X * overlap.Y;
        return shared > MostShared * (Area + other.Area - shared) || Contains(other) || other.Contains(this);
    }

    private bool Contains(FaceCandidate other)
    {
        var distance = Vector2.Abs(other.Center - Center);
        return distance.X < Size.X / 4 && distance.Y < Size.Y / 4 && other.Area < Area;
    }

    private static Vector2 Place(Vector2 point, Vector2 by) => (point + new Vector2(0.5f)) * by - new Vector2(0.5f);
}
