using System.Numerics;
using GlGan.Imaging;

namespace GlGan.Faces;

/// <summary>What a network reads of one face: the whole face, its regions in detail, and where these go on the result.</summary>
/// <param name="Global">The whole face, aligned, S×S pixels.</param>
/// <param name="Crops">An image of each region, in the order and of the sizes of the network's regions (<see cref="FaceRegion.PixelSize"/>).</param>
/// <param name="Centers">Where the middle of each region goes on the result, in pixels, pixel centres at integers.</param>
public sealed record AlignedInput(ImageBuffer Global, IReadOnlyList<ImageBuffer> Crops, IReadOnlyList<Vector2> Centers)
{
    /// <summary>What geometry alone makes of the face, for networks that ask for it (<see cref="FaceFraming.Prior"/>).</summary>
    public FacePrior? Prior { get; init; }

    /// <summary>Cuts the regions out of the face itself.</summary>
    /// <param name="face">The aligned face, S×S pixels.</param>
    /// <param name="landmarks">Its landmarks.</param>
    /// <param name="placement">Landmarks of the result, where the regions go.</param>
    /// <param name="regions">The regions.</param>
    /// <exception cref="ArgumentException">Landmarks cannot be those of a face in the image (<see cref="FaceLandmarks.RequireIn"/>).</exception>
    public static AlignedInput Cut(ImageBuffer face, FaceLandmarks landmarks, FaceLandmarks placement, IReadOnlyList<FaceRegion> regions) =>
        Cut(face, placement, regions, _ => (face, landmarks));

    /// <summary>Cuts each region out of a face of its own choice.</summary>
    /// <param name="global">The whole face, aligned, S×S pixels.</param>
    /// <param name="placement">Landmarks of the result, where the regions go.</param>
    /// <param name="regions">The regions.</param>
    /// <param name="source">The aligned face that shows a region, S×S pixels, and its landmarks.</param>
    /// <exception cref="ArgumentException">Landmarks cannot be those of a face in the image (<see cref="FaceLandmarks.RequireIn"/>).</exception>
    public static AlignedInput Cut(
        ImageBuffer global, FaceLandmarks placement, IReadOnlyList<FaceRegion> regions, Func<FaceRegion, (ImageBuffer Face, FaceLandmarks Landmarks)> source)
    {
        ArgumentNullException.ThrowIfNull(global);
        ArgumentNullException.ThrowIfNull(regions);
        ArgumentNullException.ThrowIfNull(source);
        placement.RequireIn(global);
        var size = global.Width;
        return new AlignedInput(global, [.. regions.Select(Crop)], [.. regions.Select(region => region.Center(placement, size))]);

        ImageBuffer Crop(FaceRegion region)
        {
            var (width, height) = region.PixelSize(size);
            var (face, landmarks) = source(region);
            landmarks.RequireIn(face);
            return Resampler.Crop(face, region.Center(landmarks, size), width, height);
        }
    }
}
