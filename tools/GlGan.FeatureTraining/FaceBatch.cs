using System.Numerics;
using GlGan.Features;
using GlGan.Foundation;
using GlGan.Imaging;

namespace GlGan.FeatureTraining;

/// <summary>All views of some people, one person after the other, damaged at random.</summary>
/// <param name="Images">The images.</param>
/// <param name="Points">Their landmarks as the network gives them, ten numbers each.</param>
internal sealed record FaceBatch(ImageBuffer[] Images, float[] Points)
{
    private const ulong DamageStream = 21, MirrorStream = 22;

    /// <summary>The batch of a step; every pass over the people is in another order, and half of the people are mirrored, which makes them others.</summary>
    internal static FaceBatch Create(FaceCollection faces, FeatureTrainingOptions options, long step)
    {
        var stepsPerPass = options.Identities / options.BatchIdentities;
        var order = IndexShuffle.Within(options.Seed, step / stepsPerPass, options.Identities);
        var first = (int)(step % stepsPerPass) * options.BatchIdentities;
        var images = new ImageBuffer[options.BatchSize];
        var points = new float[options.BatchSize][];
        Parallel.For(0, options.BatchSize, slot =>
        {
            var (person, view) = Math.DivRem(slot, options.Views);
            var mirror = new CounterRandom(options.Seed, MirrorStream, (ulong)(step * options.BatchIdentities + person)).Chance(0.5f);
            var random = new CounterRandom(options.Seed, DamageStream, (ulong)(step * options.BatchSize + slot));
            (images[slot], var landmarks) = FaceDamage.Apply(faces[order[first + person], view], mirror, ref random);
            points[slot] = FacePoints.FromLandmarks(landmarks, new Vector2(FaceNetwork.ImageSize));
        });
        return new FaceBatch(images, [.. points.SelectMany(values => values)]);
    }
}
