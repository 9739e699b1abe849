using GlGan.Editing;
using GlGan.Foundation;
using GlGan.Imaging;

namespace GlGan.Tests.Editing;

public sealed class DetailMatchTests
{
    private static readonly (ImageBuffer Image, GlGan.Faces.DetectedFace Face) Person = SwapPeople.One(1, 0, 256);
    private static readonly ImageMask Where = new GlGan.Faces.Masks.HullFaceMask().Draw(Person.Face, 256, 256);

    [Fact]
    public void A_face_as_sharp_as_the_photo_stays_as_it_is()
    {
        var same = DetailMatch.Apply(Person.Image, Person.Image, Where);

        Assert.All(same.Pixels.Zip(Person.Image.Pixels), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 1));
    }

    [Fact]
    public void A_face_in_a_blurred_photo_is_blurred()
    {
        var soft = ImageFilters.GaussianBlur(Person.Image, 2);

        var matched = DetailMatch.Apply(Person.Image, soft, Where);

        Assert.InRange(Edges(matched), 0.6 * Edges(soft), 1.5 * Edges(soft));
        Assert.True(Edges(Person.Image) > 2 * Edges(soft));
    }

    [Fact]
    public void A_face_in_a_noisy_photo_gets_its_noise_and_always_the_same()
    {
        var soft = ImageFilters.GaussianBlur(Person.Image, 1);
        var noisy = soft.Clone();
        for (var at = 0; at < noisy.Pixels.Length; at++) noisy.Pixels[at] = (byte)Math.Clamp(noisy.Pixels[at] + 4 * new CounterRandom(1, 2, (ulong)(at / 3)).Normal(), 0, 255);

        var matched = DetailMatch.Apply(soft, noisy, Where);

        Assert.InRange(Edges(matched), 0.6 * Edges(noisy), 1.4 * Edges(noisy));
        Assert.Equal(matched.Pixels, DetailMatch.Apply(soft, noisy, Where).Pixels);
    }

    // What a small blur takes away, within the face.
    private static double Edges(ImageBuffer image)
    {
        var soft = ImageFilters.GaussianBlur(image, 1);
        return Enumerable.Range(0, Where.Values.Length).Where(i => Where.Values[i] == 1).Average(i => Math.Abs(image.Pixels[3 * i + 1] - soft.Pixels[3 * i + 1]));
    }
}
