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
    [InlineData(30, 0.8)]
    [InlineData(60, 0.9)]
    public void The_prior_is_nearer_to_the_frontal_view_than_the_photo_is(float yaw, double share)
    {
        double photo = 0, prior = 0;
        for (var person = 0; person < 8; person++)
        {
            var (turned, made) = Make(person, person % 2 == 0 ? yaw : -yaw);
            var frontal = People.Render(person, FaceView.Frontal, Size).Image;
            photo += Difference(turned, frontal, made);
            prior += Difference(made.Image, frontal, made);
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

    [Fact]
    public void Where_nothing_is_known_the_photo_stays()
    {
        var (photo, prior) = Make(2, 40);

        var unknown = Enumerable.Range(0, Size * Size).Where(pixel => prior.Seen.Values[pixel] + prior.Mirrored.Values[pixel] == 0).ToArray();

        Assert.NotEmpty(unknown);
        Assert.All(unknown, pixel => Assert.Equal(photo.Pixels[3 * pixel], prior.Image.Pixels[3 * pixel]));
    }

    private static (ImageBuffer Photo, FacePrior Prior) Make(int person, float yaw)
    {
        var face = People.Render(person, FaceView.Frontal with { Yaw = yaw }, Size);
        return (face.Image, GeometricPrior.Of(face.Image, face.Landmarks, Front));
    }

    private static double Middle(ImageMask mask) => Enumerable.Range(0, mask.Values.Length).Sum(i => i % Size * (double)mask.Values[i]) / mask.Values.Sum();

    private static double Difference(ImageBuffer image, ImageBuffer frontal, FacePrior where) => Enumerable.Range(0, image.Pixels.Length)
        .Sum(i => Math.Abs(image.Pixels[i] - frontal.Pixels[i]) * (double)(where.Seen.Values[i / 3] + where.Mirrored.Values[i / 3]));
}
