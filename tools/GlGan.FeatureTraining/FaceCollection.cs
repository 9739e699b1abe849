using GlGan.Datasets;
using GlGan.Features;
using GlGan.Rendering;

namespace GlGan.FeatureTraining;

/// <summary>Rendered views of the people to train on, kept in memory: 12 KB each.</summary>
internal sealed class FaceCollection
{
    /// <summary>The people before this one are held out.</summary>
    internal const int FirstIdentity = 10_000;

    private readonly SyntheticFace[][] _faces;

    private FaceCollection(SyntheticFace[][] faces) => _faces = faces;

    /// <summary>A view of a person, both counted from 0; view 0 is the frontal one.</summary>
    internal SyntheticFace this[int person, int view] => _faces[person][view];

    internal static FaceCollection Render(FeatureTrainingOptions options, IProgress<DatasetProgress>? progress, CancellationToken stop)
    {
        var source = new SyntheticFaces(options.Seed);
        var faces = new SyntheticFace[options.Identities][];
        var done = 0;
        Parallel.For(0, faces.Length, new ParallelOptions { CancellationToken = stop }, i =>
        {
            var identity = FirstIdentity + i;
            var views = Enumerable.Range(0, options.Views).Select(view => View(source, identity, view, options.Views));
            faces[i] = [.. views.Select(view => source.Render(identity, view, FaceNetwork.ImageSize))];
            progress?.Report(new DatasetProgress(Interlocked.Increment(ref done), faces.Length, 0));
        });
        return new FaceCollection(faces);
    }

    // Profiles are the hardest to tell apart, and the sampler draws few: the last view is turned by 45 to 90 degrees to its side.
    private static FaceView View(SyntheticFaces source, int identity, int view, int views)
    {
        if (view == 0) return FaceView.Frontal;
        var sampled = source.View(identity, view);
        return view == views - 1 ? sampled with { Yaw = sampled.Yaw / 2 + MathF.CopySign(45, sampled.Yaw) } : sampled;
    }
}
