using System.Numerics;
using GlGan.Imaging;

namespace GlGan.Tests.Imaging;

public sealed class TriangleRasterizerTests
{
    private const int Width = 7, Height = 5;

    // Counter-clockwise on screen, where y goes down.
    private static readonly Vector3 Low = new(-1.3f, 9.2f, 1), Right = new(11.6f, 3.1f, 4), High = new(-0.4f, -6.7f, 2);

    [Fact]
    public void Shares_of_the_corners_give_the_place_back()
    {
        var seen = Paint((Low, Right, High, false)).Seen;

        Assert.Equal(Width * Height, seen.Count);
        foreach (var (pixel, _, second, third) in seen)
        {
            var place = (1 - second - third) * Low + second * Right + third * High;
            Assert.Equal(pixel % Width, place.X, 1e-4f);
            Assert.Equal(pixel / Width, place.Y, 1e-4f);
        }
    }

    [Fact]
    public void Triangles_that_share_an_edge_leave_no_pixel_between_them_and_outlines_count()
    {
        Vector3 left = new(1, 1, 1), bottom = new(1, 4, 1), right = new(5, 4, 1), top = new(5, 1, 1);

        var pixels = Paint((left, bottom, top, false), (top, bottom, right, false)).Seen.Select(seen => seen.Pixel);

        Assert.Equal(from y in Enumerable.Range(1, 4) from x in Enumerable.Range(1, 5) select y * Width + x, pixels.Order());
    }

    [Fact]
    public void The_nearest_shows_whatever_the_order_and_leaves_its_depth()
    {
        var near = (Vector3 corner) => corner with { Z = 9 };

        var (behindFirst, depths) = Paint((Low, Right, High, false), (near(Low), near(Right), near(High), false));
        var behindLast = Paint((near(Low), near(Right), near(High), false), (Low, Right, High, false)).Seen;

        Assert.Equal(2 * Width * Height, behindFirst.Count);
        Assert.All(behindLast, seen => Assert.Equal(0, seen.Triangle));
        Assert.All(depths, depth => Assert.Equal(9, depth, 1e-5f));
    }

    [Fact]
    public void From_behind_a_triangle_shows_only_if_it_has_two_sides_and_then_like_from_the_front()
    {
        var front = Paint((Low, Right, High, false)).Seen;

        var back = Paint((Low, High, Right, true)).Seen;

        Assert.Empty(Paint((Low, High, Right, false)).Seen);
        foreach (var (one, other) in front.Zip(back)) Assert.Equal((one.Pixel, one.Second, one.Third), (other.Pixel, other.Third, other.Second));
    }

    [Theory]
    [InlineData(2, 4)]
    [InlineData(float.NaN, 1)]
    public void A_triangle_without_an_area_shows_nothing(float x, float y) =>
        Assert.Empty(Paint((new(1, 2, 1), new(x, y, 1), new(3, 6, 1), true)).Seen);

    private static (List<(int Pixel, int Triangle, float Second, float Third)> Seen, float[] Depths) Paint(params (Vector3 A, Vector3 B, Vector3 C, bool BothSides)[] triangles)
    {
        var depths = new float[Width * Height];
        var rasterizer = new TriangleRasterizer(depths, Width, Height);
        var painter = new Recorder([]);
        foreach (var (a, b, c, bothSides) in triangles)
        {
            rasterizer.Fill(a, b, c, bothSides, ref painter);
            painter.Triangle++;
        }

        return (painter.Seen, depths);
    }

    private struct Recorder(List<(int Pixel, int Triangle, float Second, float Third)> seen) : ITrianglePainter
    {
        internal int Triangle;

        internal readonly List<(int Pixel, int Triangle, float Second, float Third)> Seen => seen;

        public readonly void Paint(int pixel, float second, float third) => Seen.Add((pixel, Triangle, second, third));
    }
}
