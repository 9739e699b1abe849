using System.Numerics;
using GlGan.Foundation;

namespace GlGan.Faces;

/// <summary>A named box of the face that a local generator works on. It follows a landmark and scales with the image.</summary>
/// <param name="Name">Lower-case name; part of checkpoint keys.</param>
/// <param name="Width">Width as a fraction of the image side.</param>
/// <param name="Height">Height as a fraction of the image side.</param>
/// <param name="Anchor">What the box is centred on.</param>
/// <param name="OffsetX">Shift of the centre to the right, as a fraction of the image side, -1 to 1.</param>
/// <param name="OffsetY">Shift of the centre downwards, as a fraction of the image side, -1 to 1.</param>
public sealed record FaceRegion(string Name, float Width, float Height, RegionAnchor Anchor, float OffsetX = 0, float OffsetY = 0)
{
    /// <summary>Left eye: 40×40 at image size 128.</summary>
    public static FaceRegion LeftEye { get; } = new("left_eye", 40f / 128, 40f / 128, RegionAnchor.LeftEye);

    /// <summary>Right eye: 40×40 at image size 128.</summary>
    public static FaceRegion RightEye { get; } = new("right_eye", 40f / 128, 40f / 128, RegionAnchor.RightEye);

    /// <summary>Nose: 40 wide, 32 high at image size 128.</summary>
    public static FaceRegion Nose { get; } = new("nose", 40f / 128, 32f / 128, RegionAnchor.Nose);

    /// <summary>Mouth: 48 wide, 32 high at image size 128.</summary>
    public static FaceRegion Mouth { get; } = new("mouth", 48f / 128, 32f / 128, RegionAnchor.Mouth);

    /// <summary>The four regions of the seed design, TP-GAN's patch sizes.</summary>
    public static IReadOnlyList<FaceRegion> Standard { get; } = [LeftEye, RightEye, Nose, Mouth];

    /// <summary>How much farther than its box a composed output's change of a region reaches: what is to be mended has a soft edge of its own.</summary>
    internal const double Reach = 1.35;

    /// <summary>Size of the box in pixels. Both sides are even, so that a pooling by two divides them.</summary>
    /// <param name="imageSize">Side of the image in pixels.</param>
    public (int Width, int Height) PixelSize(int imageSize) => (Even(Width * imageSize), Even(Height * imageSize));

    /// <summary>Centre of the box in pixels (pixel centres at integers).</summary>
    /// <param name="landmarks">Landmarks of the face, in pixels of the image.</param>
    /// <param name="imageSize">Side of the image in pixels.</param>
    public Vector2 Center(FaceLandmarks landmarks, int imageSize)
    {
        var anchor = Anchor switch
        {
            RegionAnchor.LeftEye => landmarks.LeftEye,
            RegionAnchor.RightEye => landmarks.RightEye,
            RegionAnchor.Nose => landmarks.Nose,
            RegionAnchor.Mouth => landmarks.MouthCenter,
            _ => new Vector2(-0.5f),
        };
        return anchor + new Vector2(OffsetX, OffsetY) * imageSize;
    }

    /// <summary>What is wrong with a list of regions.</summary>
    internal static IEnumerable<string> Errors(IReadOnlyList<FaceRegion> regions)
    {
        const string List = "Regions";
        const int Most = 32, LongestName = 100;
        if (regions.Count > Most) return [$"{List} must name at most {Most} regions; got {regions.Count}."];
        if (regions.Any(region => region is not { Name.Length: > 0 and <= LongestName })) return [$"{List}: every region must have a name of at most {LongestName} characters."];
        return
        [
            .. Require.Once(regions.Select(region => region.Name), List),
            .. regions.Where(region => region.Width is not (> 0 and <= 1) || region.Height is not (> 0 and <= 1)).Select(region =>
                $"{List}: width and height of '{region.Name}' must be fractions of the image side in (0, 1]; got {region.Width}x{region.Height}."),
            .. regions.Where(region => !(Math.Abs(region.OffsetX) <= 1 && Math.Abs(region.OffsetY) <= 1)).Select(region =>
                $"{List}: the offsets of '{region.Name}' must be fractions of the image side in [-1, 1]; got {region.OffsetX} and {region.OffsetY}."),
            .. regions.SelectMany(region => Require.Known(region.Anchor, $"{List}: the anchor of '{region.Name}'")),
        ];
    }

    private static int Even(float length) => Math.Max(2, 2 * (int)MathF.Round(length / 2));
}
