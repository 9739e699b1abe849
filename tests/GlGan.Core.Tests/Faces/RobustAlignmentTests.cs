using System.Globalization;
using System.Numerics;
using GlGan.Faces;

namespace GlGan.Tests.Faces;

public sealed class RobustAlignmentTests
{
    private static readonly SimilarityTransform Truth = new(1.1, -0.35, 12, -7);

    [Fact]
    public void A_landmark_far_off_does_not_move_the_transform()
    {
        var source = FaceTemplate.ArcFace112.Landmarks.ToArray();
        Vector2[] destination = [.. source.Select(Truth.Apply)];
        destination[2] += new Vector2(40, -25);

        var (transform, inliers) = SimilarityTransform.EstimateRobust(source, destination);

        Assert.Equal([true, true, false, true, true], inliers);
        Assert.Equal(Truth.A, transform.A, 1e-6);
        Assert.Equal(Truth.B, transform.B, 1e-6);
        Assert.Equal(Truth.Tx, transform.Tx, 1e-4);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(150)]
    public void OpenCV_finds_the_same_inliers_and_transform(int count)
    {
        var (source, destination) = Scattered(count);
        var points = string.Join(' ', source.Concat(destination).Select(point => FormattableString.Invariant($"{point.X:R} {point.Y:R}")));
        var output = PythonScript.Run(
            """
            points = numpy.array(sys.argv[1].split(), numpy.float32).reshape(2, -1, 2)
            matrix, inliers = cv2.estimateAffinePartial2D(points[0], points[1], ransacReprojThreshold=2)
            print(*[repr(float(v)) for v in (matrix[0, 0], matrix[1, 0], matrix[0, 2], matrix[1, 2])], *inliers.ravel())
            """,
            ["cv2", "numpy"],
            points).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

        var (transform, found) = SimilarityTransform.EstimateRobust(source, destination, threshold: 2);

        Assert.Equal(output.Skip(4).Select(text => text == "1"), found);
        double[] expected = [.. output.Take(4).Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
        Assert.Equal(expected[0], transform.A, 1e-4);
        Assert.Equal(expected[1], transform.B, 1e-4);
        Assert.Equal(expected[2], transform.Tx, 1e-2);
        Assert.Equal(expected[3], transform.Ty, 1e-2);
    }

    [Fact]
    public void The_same_seed_gives_the_same_transform()
    {
        var (source, destination) = Scattered(150);

        Assert.Equal(
            SimilarityTransform.EstimateRobust(source, destination, seed: 9).Transform, SimilarityTransform.EstimateRobust(source, destination, seed: 9).Transform);
    }

    [Fact]
    public void Points_that_agree_on_nothing_count_all()
    {
        Vector2[] source = [new(0, 0), new(0, 0)], destination = [new(0, 0), new(9, 9)];

        Assert.Throws<ArgumentException>(() => SimilarityTransform.EstimateRobust(source, destination));
        Assert.Throws<ArgumentOutOfRangeException>(() => SimilarityTransform.EstimateRobust(source, destination, threshold: 0));
    }

    // Half a pixel of noise; every third point is elsewhere.
    private static (Vector2[] Source, Vector2[] Destination) Scattered(int count)
    {
        var random = new Random(count);
        Vector2[] source = [.. Enumerable.Range(0, count).Select(_ => new Vector2(random.NextSingle(), random.NextSingle()) * 200)];
        Vector2[] destination = [.. source.Select((point, i) =>
            Truth.Apply(point) + new Vector2(random.NextSingle() - 0.5f, random.NextSingle() - 0.5f) + (i % 3 == 0 ? new Vector2(30 + i, -50) : Vector2.Zero))];
        return (source, destination);
    }
}
