using System.Numerics;
using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Tests.Faces;

public sealed class FaceAlignerTests
{
    [Fact]
    public void A_face_that_fits_the_template_lands_on_it()
    {
        var photoFromTemplate = new SimilarityTransform(2.5, -0.8, 90, 120);
        var target = FaceTemplate.TpGan128.At(96).ToArray();
        var landmarks = FaceLandmarks.FromPoints([.. target.Select(photoFromTemplate.Apply)]);
        var photo = new ImageBuffer(400, 400);
        var colors = new byte[] { 50, 100, 150, 200, 250 };
        foreach (var (point, color) in landmarks.ToArray().Zip(colors)) Disc(photo, point, 8, color);

        var aligned = FaceAligner.Align(photo, landmarks, FaceTemplate.TpGan128, 96);

        Assert.Equal((96, 96), (aligned.Image.Width, aligned.Image.Height));
        foreach (var (expected, found, color) in target.Zip(aligned.Landmarks.ToArray(), colors))
        {
            Assert.InRange(Vector2.Distance(expected, found), 0, 1e-3f);
            Assert.Equal(color, aligned.Image.Row((int)MathF.Round(found.Y))[3 * (int)MathF.Round(found.X)]);
        }

        var middle = Centroid(aligned.Image, colors[2]);
        Assert.InRange(Vector2.Distance(target[2], middle), 0, 0.1f);
        Assert.Equal(1 / photoFromTemplate.Scale, aligned.Transform.Scale, 1e-5);
    }

    [Fact]
    public void Coinciding_landmarks_are_refused() =>
        Assert.Throws<ArgumentException>(() => FaceAligner.Align(new ImageBuffer(4, 4), default, FaceTemplate.TpGan128, 8));

    private static void Disc(ImageBuffer image, Vector2 center, float radius, byte value)
    {
        for (var y = 0; y < image.Height; y++)
        {
            for (var x = 0; x < image.Width; x++)
            {
                if (Vector2.Distance(center, new Vector2(x, y)) <= radius) image.Row(y).Slice(3 * x, 3).Fill(value);
            }
        }
    }

    private static Vector2 Centroid(ImageBuffer image, byte value)
    {
        var sum = Vector2.Zero;
        var count = 0;
        for (var y = 0; y < image.Height; y++)
        {
            for (var x = 0; x < image.Width; x++)
            {
                if (image.Row(y)[3 * x] == value) (sum, count) = (sum + new Vector2(x, y), count + 1);
            }
        }

        return sum / count;
    }
}
