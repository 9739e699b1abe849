using System.Numerics;
using GlGan.Features;
using GlGan.FeatureTraining.People;
using GlGan.Imaging;

namespace GlGan.FeatureTraining.Landmarks;

/// <summary>Portraits and their landmarks.</summary>
/// <param name="Images">The pictures.</param>
/// <param name="Points">Their landmarks as the network gives them, 136 numbers each.</param>
internal sealed record LandmarkBatch(ImageBuffer[] Images, float[] Points)
{
    /// <summary>The portrait of a number.</summary>
    internal static Portrait Portrait(IReadOnlyList<Cutout> people, ulong seed, long number) =>
        People.Portrait.Compose(people, LandmarkNetwork.ImageSize, LandmarkNetwork.FaceSide, seed, number);

    /// <summary>The batch of a step.</summary>
    internal static LandmarkBatch Create(IReadOnlyList<Cutout> people, LandmarkTrainingOptions options, long step)
    {
        var portraits = People.Portrait.Batch(options, step, (seed, number) => Portrait(people, seed, number));
        return new LandmarkBatch(
            Array.ConvertAll(portraits, portrait => portrait.Image),
            [.. portraits.SelectMany(portrait => FacePoints.Normalized(portrait.Contours.Points, new Vector2(LandmarkNetwork.ImageSize)))]);
    }
}
