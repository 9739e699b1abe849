using GlGan.Faces;
using GlGan.Faces.Priors;
using GlGan.Imaging;
using GlGan.Rendering;

namespace GlGan.Tests.Faces;

public sealed class GeometricPriorTests
{
    private const int Size = 64;

    private static readonly SyntheticFaces People = new(4);
    private static readonly FaceLandmarks Front = FaceTemplate.TpGan128.At(Size);

    [Theory]
    [InlineData(30, 0.88)]
    [InlineData(60, 0.9)]
    public void The_prior_is_nearer_to_the_frontal_view_than_the_photo_is(float yaw, double share)
    {
        double photo = 0, prior = 0;
        for (var person = 0; person < 8; person++)
        {
            var (turned, made) = Make(person, person % 2 == 0 ? yaw : -yaw);
            var frontal = People.Render(person, FaceView.Frontal, Size).Image;
            photo += Difference(turned, frontal, Known(made));
            prior += Difference(made.Image, frontal, Known(made));
        }

        Assert.True(prior < share * photo, $"{prior} against {photo}.");
    }

    [Fact]
    public void A_frontal_face_is_seen_whole_and_a_turned_one_mirrors_its_hidden_half()
    {
        var frontal = Make(1, 0).Prior;
        var turned = Make(1, 50).Prior;
        var other = Make(1, -50).Prior;

        Assert.True(frontal.Mirrored.Values.Sum() < 0.1 * frontal.Seen.Values.Sum());
        Assert.True(turned.Mirrored.Values.Sum() > 0.15 * turned.Seen.Values.Sum());
        Assert.True((Middle(turned.Mirrored) - Size / 2.0) * (Middle(other.Mirrored) - Size / 2.0) < 0, "Each turn hides another half.");
        Assert.All(turned.Seen.Values.Zip(turned.Mirrored.Values, (seen, mirrored) => seen + mirrored), sum => Assert.InRange(sum, 0, 1.0001f));
    }

    [Theory]
    [InlineData(30, 0.92)]
    [InlineData(60, 0.89)]
    public void Hair_and_ears_come_along_where_the_face_is_not_known(int yaw, double share)
    {
        double photo = 0, prior = 0;
        for (var person = 0; person < 24; person++)
        {
            var (turned, made) = Make(person, FaceView.Frontal with { Yaw = People.Probe(person, yaw).Yaw, Pitch = People.Probe(person, yaw).Pitch });
            var frontal = People.Render(person, FaceView.Frontal, Size).Image;
            var hair = Head(frontal).Zip(Known(made), (head, known) => head * (1 - known)).ToArray();
            photo += Difference(turned, frontal, hair);
            prior += Difference(made.Image, frontal, hair);
        }

        Assert.True(prior < share * photo, $"{prior} against {photo}.");
    }

    [Fact]
    public void Far_from_the_head_the_photo_stays()
    {
        var small = FaceTemplate.TpGan128.At(Size).ToArray().Select(point => (point + new System.Numerics.Vector2(Size)) / 3).ToArray();
        var photo = People.Render(1, FaceView.Frontal, Size).Image;

        var prior = GeometricPrior.Of(photo, FaceLandmarks.FromPoints(small), FaceLandmarks.FromPoints(small));

        Assert.Equal(photo.Pixels[..60], prior.Image.Pixels[..60]);
    }

    private static (ImageBuffer Photo, FacePrior Prior) Make(int person, float yaw) => Make(person, FaceView.Frontal with { Yaw = yaw });

    private static (ImageBuffer Photo, FacePrior Prior) Make(int person, FaceView view)
    {
        var face = People.Render(person, view, Size);
        return (face.Image, GeometricPrior.Of(face.Image, face.Landmarks, Front));
    }

    private static double Middle(ImageMask mask) => Enumerable.Range(0, mask.Values.Length).Sum(i => i % Size * (double)mask.Values[i]) / mask.Values.Sum();

    private static float[] Known(FacePrior prior) => [.. prior.Seen.Values.Zip(prior.Mirrored.Values, (seen, mirrored) => seen + mirrored)];

    // The background of the frontal view is of one colour, the commonest.
    private static float[] Head(ImageBuffer frontal)
    {
        var colors = frontal.Pixels.Chunk(3).Select(pixel => (pixel[0], pixel[1], pixel[2])).ToArray();
        var background = colors.CountBy(color => color).MaxBy(count => count.Value).Key;
        return [.. colors.Select(color => color == background ? 0f : 1)];
    }

    private static double Difference(ImageBuffer image, ImageBuffer frontal, float[] where) =>
        Enumerable.Range(0, image.Pixels.Length).Sum(i => Math.Abs(image.Pixels[i] - frontal.Pixels[i]) * (double)where[i / 3]);
}
