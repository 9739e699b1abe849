using GlGan.Editing;
using GlGan.Faces;
using GlGan.Faces.Masks;
using GlGan.Imaging;

namespace GlGan.Tests.Editing;

public sealed class PartsColorTransferTests
{
    private static readonly PartsColorTransfer Transfer = new();
    private static readonly (ImageBuffer Image, DetectedFace Face) Person = SwapPeople.One(1, 0, 200);
    private static readonly ImageMask Cover = new HullFaceMask().Draw(Person.Face, 200, 200);

    [Fact]
    public void A_face_with_its_own_colours_stays_as_it_is()
    {
        var same = Transfer.Transfer(Person.Image, Person.Face, Person.Image, Person.Face, Cover);

        Assert.All(Inside, i => Assert.InRange(Math.Abs(same.Pixels[3 * i + 1] - Person.Image.Pixels[3 * i + 1]), 0, 2));
    }

    [Theory]
    [InlineData(0.4, 0.4, 0.4)]
    [InlineData(1.25, 1, 0.7)]
    public void Skin_takes_on_the_light_of_the_other_photo_and_the_white_of_the_eyes_does_not_glow(double red, double green, double blue)
    {
        var lit = Lit(Person.Image, red, green, blue);

        var (up, down) = (Transfer.Transfer(Person.Image, Person.Face, lit, Person.Face, Cover), Transfer.Transfer(lit, Person.Face, Person.Image, Person.Face, Cover));

        foreach (var (result, wanted) in new[] { (up, lit), (down, Person.Image) })
        {
            for (var channel = 0; channel < 3; channel++) Assert.Equal(Mean(wanted, channel), Mean(result, channel), 0.1 * Mean(wanted, channel) + 2);
            Assert.True(Brightest(result) <= Brightest(wanted) + 20, $"{Brightest(result)}, {Brightest(wanted)} wanted");
        }
    }

    [Fact]
    public void Strength_goes_from_the_face_to_the_recoloured_one()
    {
        var lit = Lit(Person.Image, 0.5, 0.5, 0.5);
        var (none, half, full) = (Strong(0), Strong(0.5), Strong(1));

        Assert.Equal(Person.Image.Pixels, none.Pixels);
        Assert.InRange(Mean(half, 1), Mean(full, 1) + 5, Mean(none, 1) - 5);

        ImageBuffer Strong(double strength) => Transfer.Transfer(Person.Image, Person.Face, lit, Person.Face, Cover, strength);
    }

    [Fact]
    public void Without_a_face_the_masks_say_where_skin_is()
    {
        var lit = Lit(Person.Image, 0.5, 0.5, 0.5);

        var result = Transfer.Transfer(Person.Image, Cover, lit, Cover);

        Assert.Equal(Mean(lit, 1), Mean(result, 1), 4.0);
    }

    private static IEnumerable<int> Inside => Enumerable.Range(0, Cover.Values.Length).Where(i => Cover.Values[i] == 1);

    private static double Mean(ImageBuffer image, int channel) => Inside.Average(i => (double)image.Pixels[3 * i + channel]);

    private static int Brightest(ImageBuffer image)
    {
        var eye = Person.Face.Landmarks.LeftEye;
        return Enumerable.Range(-6, 13).Max(offset => image.Row((int)eye.Y)[3 * ((int)eye.X + offset) + 1]);
    }

    private static ImageBuffer Lit(ImageBuffer image, params double[] gains)
    {
        var lit = image.Clone();
        for (var at = 0; at < lit.Pixels.Length; at++) lit.Pixels[at] = (byte)Math.Min(255, gains[at % 3] * lit.Pixels[at]);
        return lit;
    }
}
