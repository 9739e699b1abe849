using System.Numerics;
using GlGan.Imaging;

namespace GlGan.Faces;

/// <summary>
/// Finds the faces of an image by a network that knows faces of some sizes, upright: the image is looked at in several sizes, and turned by right angles where no face surely stands upright;
/// each face is then looked at from near. Thread-safe if the network is.
/// </summary>
/// <param name="look">The network: every cell of an image whose score is at least so high.</param>
/// <param name="habits">What the network is shown.</param>
internal sealed class FaceSearch(Func<ImageBuffer, float, IReadOnlyList<FaceCandidate>> look, FaceSearchHabits habits)
{
    private const float SameFace = 0.25f;

    // More than a photo of people has. Each face takes as long as several photos without one, and a photo can be made of thousands.
    private const int MostFaces = 200;

    private readonly FaceCloseUp _closeUp = new(look, habits);

    /// <summary>The faces, the largest first and no more than 200; none if there is no face.</summary>
    internal IReadOnlyList<DetectedFace> Detect(ImageBuffer image)
    {
        ArgumentNullException.ThrowIfNull(image);
        List<DetectedFace> faces = [];
        foreach (var candidate in Find(image).OrderByDescending(face => face.Score).Take(MostFaces).OrderByDescending(face => face.Area))
        {
            // From near, two candidates may turn out to be one face, and one to be none.
            if (_closeUp.Refine(image, candidate.Landmarks) is not { } landmarks) continue;
            var face = new DetectedFace(landmarks);
            if (LandmarkSense.Problem(face.Landmarks, image.Width, image.Height) is null && !faces.Exists(other => Vector2.Distance(other.Landmarks.Nose, face.Landmarks.Nose) < SameFace * other.Size)) faces.Add(face);
        }

        return faces;
    }

    private IEnumerable<FaceCandidate> Find(ImageBuffer image)
    {
        var best = Candidates(image, habits.LargestCopy);
        var score = Best(best);
        if (score >= habits.SurelyUpright) return best;
        var small = Smaller(image, habits.TurnedCopy);
        for (var quarters = 1; quarters < 4; quarters++)
        {
            var turned = Candidates(TurnedImage.Of(small, quarters), habits.TurnedCopy);
            if (Best(turned) <= score) continue;
            score = Best(turned);
            Matrix3x2.Invert(TurnedImage.Turn(small, quarters), out var back);
            best = [.. turned.Select(face => (face with { Landmarks = face.Landmarks.Map(point => Vector2.Transform(point, back)) }).Scaled(Ratio(image, small)))];
        }

        return best;
    }

    private static float Best(List<FaceCandidate> faces) => faces.Count == 0 ? 0 : faces.Max(face => face.Score);

    private List<FaceCandidate> Candidates(ImageBuffer image, int largest)
    {
        List<FaceCandidate> found = [];
        var copy = Smaller(image, largest);
        if (Math.Max(copy.Width, copy.Height) < habits.LeastSide) copy = Resized(copy, habits.LeastSide);
        while (true)
        {
            var scale = Ratio(image, copy);
            found.AddRange(look(copy, habits.MinScore).Select(face => face.Scaled(scale)));
            var side = Math.Max(copy.Width, copy.Height);
            if (side <= habits.SmallestCopy) return FaceCandidate.Distinct(found);
            copy = Resized(copy, Math.Max(habits.SmallestCopy, side / 2));
        }
    }

    private static ImageBuffer Smaller(ImageBuffer image, int side) => Math.Max(image.Width, image.Height) <= side ? image : Resized(image, side);

    private static ImageBuffer Resized(ImageBuffer image, int side)
    {
        var scale = (double)side / Math.Max(image.Width, image.Height);
        return Resampler.Resize(image, Math.Max(1, (int)Math.Round(scale * image.Width)), Math.Max(1, (int)Math.Round(scale * image.Height)));
    }

    private static Vector2 Ratio(ImageBuffer image, ImageBuffer copy) => new((float)image.Width / copy.Width, (float)image.Height / copy.Height);
}
