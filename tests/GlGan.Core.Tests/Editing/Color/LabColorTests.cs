using System.Globalization;
using GlGan.Editing;

namespace GlGan.Tests.Editing;

public sealed class LabColorTests
{
    [Fact]
    public void Colours_agree_with_scikit_image()
    {
        foreach (var line in File.ReadLines(BlendingFixtures.PathOf("lab.csv")).Skip(1))
        {
            var numbers = Array.ConvertAll(line.Split(','), text => double.Parse(text, CultureInfo.InvariantCulture));

            var (l, a, b) = LabColor.FromSrgb((byte)numbers[0], (byte)numbers[1], (byte)numbers[2]);

            Assert.Equal(numbers[3], l, 0.02);
            Assert.Equal(numbers[4], a, 0.02);
            Assert.Equal(numbers[5], b, 0.02);
        }
    }

    [Fact]
    public void Every_colour_comes_back()
    {
        for (var red = 0; red < 256; red += 5)
        {
            for (var green = 0; green < 256; green += 5)
            {
                for (var blue = 0; blue < 256; blue += 5)
                {
                    var (l, a, b) = LabColor.FromSrgb((byte)red, (byte)green, (byte)blue);
                    var back = LabColor.ToSrgb(l, a, b);
                    if (Math.Abs(back.Red - red) > 0.02 || Math.Abs(back.Green - green) > 0.02 || Math.Abs(back.Blue - blue) > 0.02)
                        Assert.Fail($"({red}, {green}, {blue}) came back as {back}.");
                }
            }
        }
    }
}
