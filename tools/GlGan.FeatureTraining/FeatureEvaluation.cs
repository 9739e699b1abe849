using System.Numerics;
using GlGan.Features;
using GlGan.Foundation;
using GlGan.Imaging;
using GlGan.Metrics;
using GlGan.Rendering;

namespace GlGan.FeatureTraining;

/// <summary>
/// Measures a feature network on people it has never seen: whether each probe's nearest frontal view is its own person's, and how close its landmarks are.
/// </summary>
/// <param name="faces">Source of the faces.</param>
/// <param name="people">Number of people, from 0 up.</param>
internal sealed class FeatureEvaluation(SyntheticFaces faces, int people)
{
    private static readonly int[] Yaws = [0, 30, 60, 90];

    private readonly SyntheticFace[] _gallery = Render(faces, people, _ => FaceView.Frontal);

    /// <summary>Measures views of every yaw bin of the demo, and damaged frontal views.</summary>
    internal IReadOnlyList<FeatureScores> Measure(SyntheticFaceNetwork network)
    {
        int[] identities = [.. Enumerable.Range(0, people)];
        var gallery = new FaceIdentification(Embeddings(_gallery), identities);
        return
        [
            .. Yaws.Select(yaw => Score($"{yaw}°", Render(i => faces.Probe(i, yaw)))),
            Score("frontal, blurred by 1 pixel", Damaged((_, image) => ImageFilters.GaussianBlur(image, 1))),
            Score("frontal, 5 % noise", Damaged(Noisy)),
            Score("frontal, other colours", Damaged(Recolored)),
        ];

        FeatureScores Score(string probes, SyntheticFace[] shown) => new(
            probes,
            gallery.Identify(Embeddings(shown), identities).Overall.Rank1,
            Found(Images(shown), Images(_gallery)),
            LandmarkError(network, shown));

        float[] Embeddings(SyntheticFace[] shown) => [.. network.Embed(Images(shown)).SelectMany(embedding => embedding)];
    }

    private SyntheticFace[] Render(Func<int, FaceView> view) => Render(faces, people, view);

    private static SyntheticFace[] Render(SyntheticFaces faces, int people, Func<int, FaceView> view)
    {
        var results = new SyntheticFace[people];
        Parallel.For(0, people, i => results[i] = faces.Render(i, view(i), FaceNetwork.ImageSize));
        return results;
    }

    /// <summary>Share of the probes whose nearest gallery image, by pixel distance, has their place in the gallery.</summary>
    private static double Found(ImageBuffer[] probes, ImageBuffer[] gallery) =>
        probes.Where((probe, i) => gallery.Index().MinBy(candidate => Psnr.MeanSquaredError(probe, candidate.Item)).Index == i).Count() / (double)probes.Length;

    private SyntheticFace[] Damaged(Func<int, ImageBuffer, ImageBuffer> damage) =>
        [.. _gallery.Select((face, i) => face with { Image = damage(i, face.Image.Clone()) })];

    private static ImageBuffer Noisy(int i, ImageBuffer image)
    {
        var random = new CounterRandom(1, 23, (ulong)i);
        FaceDamage.AddNoise(image, 0.05f, ref random);
        return image;
    }

    private static ImageBuffer Recolored(int i, ImageBuffer image)
    {
        FaceDamage.Recolor(image, [1.05f, 1, 0.95f], [5, 0, -5]);
        return image;
    }

    private double LandmarkError(SyntheticFaceNetwork network, SyntheticFace[] shown)
    {
        var found = network.Landmarks(Images(shown));
        return shown.SelectMany((face, i) =>
        {
            var frontal = _gallery[i].Landmarks;
            var unit = Vector2.Distance((frontal.LeftEye + frontal.RightEye) / 2, frontal.MouthCenter);
            bool[] seen = [face.Visibility.LeftEye, face.Visibility.RightEye, face.Visibility.Nose, face.Visibility.LeftMouth, face.Visibility.RightMouth];
            return found[i].ToArray().Zip(face.Landmarks.ToArray(), (point, truth) => Vector2.Distance(point, truth) / unit).Where((_, k) => seen[k]);
        }).Average();
    }

    private static ImageBuffer[] Images(SyntheticFace[] shown) => Array.ConvertAll(shown, face => face.Image);
}
