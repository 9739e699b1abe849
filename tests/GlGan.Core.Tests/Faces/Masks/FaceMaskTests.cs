using System.Numerics;
using GlGan.Faces;
using GlGan.Faces.Head;
using GlGan.Faces.Masks;
using GlGan.Imaging;

namespace GlGan.Tests.Faces;

public sealed class FaceMaskTests
{
    private static readonly DetectedFace Face = new(FaceTemplate.Ffhq512.At(256));

    public static TheoryData<IFaceMask> Masks =>
    [
        new BoxFaceMask(), new EllipseFaceMask(), new HullFaceMask(), new RegionFaceMask(FaceRegion.Standard), new AdjustedFaceMask(new HullFaceMask()) { Grow = -0.05, Blur = 0.02 },
        new CombinedFaceMask(new BoxFaceMask(), new EllipseFaceMask()),
    ];

    [Theory]
    [MemberData(nameof(Masks))]
    public void A_mask_scales_with_the_image(IFaceMask mask)
    {
        var half = new DetectedFace(FaceTemplate.Ffhq512.At(128));

        var (large, small) = (mask.Draw(Face, 256, 256), mask.Draw(half, 128, 128));

        Assert.InRange(large.Values.Max(), 0.98f, 1);
        Assert.Equal(large.Values.Average(), small.Values.Average(), 0.01f);
        Assert.InRange(large.Values.Average(), 0.02f, 0.7f);
    }

    [Theory]
    [MemberData(nameof(Masks))]
    public void A_face_partly_outside_gives_the_part_inside(IFaceMask mask)
    {
        var shifted = mask.Draw(Face.Map(point => point - new Vector2(120, 40)), 256, 256);
        var whole = mask.Draw(Face, 256, 256);

        // Blurs repeat the values of the border, so the comparison begins beyond their reach.
        for (var y = 28; y < 170; y += 7)
            for (var x = 28; x < 110; x += 7) Assert.Equal(whole.Row(y + 40)[x + 120], shifted.Row(y)[x], 0.02f);
    }

    [Theory]
    [MemberData(nameof(Masks))]
    public void A_face_outside_gives_an_empty_mask_and_an_image_may_be_one_pixel(IFaceMask mask)
    {
        Assert.All(mask.Draw(Face.Map(point => point + new Vector2(9000, 0)), 30, 20).Values, value => Assert.Equal(0, value));
        Assert.InRange(mask.Draw(Face.Map(point => point - Face.Landmarks.LeftEye), 1, 1).Values[0], 0, 1);
    }

    [Theory]
    [MemberData(nameof(Masks))]
    public void Landmarks_that_coincide_are_refused(IFaceMask mask) =>
        Assert.Throws<ArgumentException>(() => mask.Draw(Face.Map(_ => new Vector2(5, 5)), 30, 20));

    [Fact]
    public void A_hull_holds_the_whole_face_and_no_more()
    {
        var hull = new HullFaceMask { Feather = 0 }.Draw(Face, 256, 256);
        var (middle, eyes) = ((Face.Landmarks.LeftEye + Face.Landmarks.RightEye) / 2, Face.Landmarks.RightEye.X - Face.Landmarks.LeftEye.X);

        Assert.All(Face.Landmarks.ToArray(), point => Assert.Equal(1, At(hull, point)));
        Assert.Equal((1, 1), (At(hull, middle - new Vector2(0, 0.5f * eyes)), At(hull, middle + new Vector2(0, 1.55f * eyes))));
        Assert.Equal((0, 0), (At(hull, middle - new Vector2(0, 1.1f * eyes)), At(hull, middle + new Vector2(0, 2.1f * eyes))));
    }

    [Fact]
    public void With_68_landmarks_the_hull_follows_the_jaw()
    {
        var pose = HeadPose.Fit(Face.Landmarks);
        Vector2 Seen(Vector3 point) => new(pose.Project(point).X, pose.Project(point).Y);
        Vector2[] points = [.. HeadShape.Contours.Select(Seen)];
        points[8] += new Vector2(0, 12);
        var face = new DetectedFace(new FaceLandmarks68(points));

        var hull = new HullFaceMask { Feather = 0 }.Draw(face, 256, 256);

        Assert.Equal(1, At(hull, points[8] - new Vector2(0, 3)));
        Assert.Equal(0, At(hull, points[8] + new Vector2(0, 3)));
    }

    [Fact]
    public void Growing_moves_the_edge_by_a_fraction_of_the_face()
    {
        var box = new BoxFaceMask { Feather = 0 };

        var (before, after) = (box.Draw(Face, 256, 256), new AdjustedFaceMask(box) { Grow = 0.05 }.Draw(Face, 256, 256));

        Assert.Equal(0.05 * Face.Size, after.Row(128).LastIndexOf(1f) - before.Row(128).LastIndexOf(1f), 1.0);
    }

    [Fact]
    public void A_feather_beyond_the_face_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new BoxFaceMask { Feather = 1.5 });

    private static float At(ImageMask mask, Vector2 point) => mask.Row((int)MathF.Round(point.Y))[(int)MathF.Round(point.X)];
}
