using GlGan.FeatureTraining.People;
using GlGan.Imaging;

namespace GlGan.FeatureTraining.Parts;

/// <summary>Portraits and what their pixels show.</summary>
/// <param name="Images">The pictures.</param>
/// <param name="Parts">One number per pixel.</param>
internal sealed record PartsBatch(ImageBuffer[] Images, long[] Parts)
{
    /// <summary>The portrait of a number.</summary>
    internal static Portrait Portrait(IReadOnlyList<Cutout> people, ulong seed, long number) =>
        People.Portrait.Compose(people, FacePartsNetwork.ImageSize, FacePartsNetwork.FaceSide, seed, number);

    /// <summary>The batch of a step.</summary>
    internal static PartsBatch Create(IReadOnlyList<Cutout> people, PartsTrainingOptions options, long step)
    {
        var portraits = People.Portrait.Batch(options, step, (seed, number) => Portrait(people, seed, number));
        return new PartsBatch(Array.ConvertAll(portraits, portrait => portrait.Image), [.. portraits.SelectMany(portrait => portrait.Parts.Select(part => (long)part))]);
    }
}
