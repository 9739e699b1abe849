using System.Numerics;
using GlGan.Faces;

namespace GlGan.Datasets;

/// <summary>What a search found in a photo.</summary>
/// <param name="Problem">Why the photo cannot be used; empty where it can.</param>
/// <param name="Found">Faces it shows.</param>
/// <param name="Chosen">Those that are listed.</param>
internal sealed record SearchedPhoto(string Problem, int Found, IReadOnlyList<DetectedFace> Chosen)
{
    internal static SearchedPhoto Parse(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        var (problem, found) = (reader.ReadString(), reader.ReadInt32());
        var chosen = new DetectedFace[reader.ReadInt32()];
        for (var i = 0; i < chosen.Length; i++)
        {
            var landmarks = FaceLandmarks.FromPoints(Points(FaceLandmarks.Count));
            chosen[i] = new DetectedFace(landmarks, reader.ReadBoolean() ? new FaceLandmarks68(Points(FaceLandmarks68.Count)) : null);
        }

        return new SearchedPhoto(problem, found, chosen);

        Vector2[] Points(int count) => [.. Enumerable.Range(0, count).Select(_ => new Vector2(reader.ReadSingle(), reader.ReadSingle()))];
    }

    internal byte[] Format()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Problem);
        writer.Write(Found);
        writer.Write(Chosen.Count);
        foreach (var face in Chosen)
        {
            Write(face.Landmarks.ToArray());
            writer.Write(face.Contours is not null);
            if (face.Contours is not null) Write(face.Contours.Points.ToArray());
        }

        return stream.ToArray();

        void Write(IEnumerable<Vector2> points)
        {
            foreach (var point in points)
            {
                writer.Write(point.X);
                writer.Write(point.Y);
            }
        }
    }
}
