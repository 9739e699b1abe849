using System.Numerics;
using GlGan.Foundation;
using GlGan.Rendering;

namespace GlGan.Tests.Rendering;

public sealed class BackgroundPainterTests
{
    private const int Side = 48;

    public static TheoryData<BackgroundScene> Scenes => [.. Enum.GetValues<BackgroundScene>().Except([BackgroundScene.Plain])];

    [Fact]
    public void By_default_there_is_the_gradient_alone()
    {
        var background = new FaceBackground { First = new FaceColor(0, 0, 0), Second = new FaceColor(255, 255, 255), Clutter = 1, Pattern = 7, Blur = 0.1f };
        var painter = new BackgroundPainter();
        painter.Prepare(background);
        Assert.Equal(BackgroundScene.Plain, FaceBackground.Plain.Scene);
        Assert.InRange(painter.At(0.5f, 0.3f).X, 0.499f, 0.501f);
        Assert.Equal(painter.At(0.2f, 0.1f), painter.At(0.2f, 0.9f));
        Assert.True(painter.At(0.1f, 0.5f).X < painter.At(0.2f, 0.5f).X);
    }

    [Theory]
    [MemberData(nameof(Scenes))]
    public void A_scene_is_the_same_whatever_was_painted_before_and_another_with_another_pattern(BackgroundScene scene)
    {
        var background = Scene(scene, 3);
        var fresh = Painted(new BackgroundPainter(), background);
        var used = new BackgroundPainter();
        foreach (var other in Enum.GetValues<BackgroundScene>()) Painted(used, Scene(other, 11) with { Blur = 0.01f });
        Assert.Equal(fresh, Painted(used, background));
        Assert.True(Difference(fresh, Painted(used, background with { Pattern = 4 })) > 0.002f);
    }

    [Theory]
    [MemberData(nameof(Scenes))]
    public void A_scene_is_light_of_sensible_strength_and_not_flat(BackgroundScene scene)
    {
        for (var pattern = 0; pattern < 20; pattern++)
        {
            var pixels = Painted(new BackgroundPainter(), Scene(scene, pattern));
            Assert.All(pixels, pixel => Assert.True(pixel.X is >= 0.004f and < 8 && pixel.Y is >= 0.004f and < 8 && pixel.Z is >= 0.004f and < 8));
            Assert.True(pixels.Max(pixel => pixel.Y) > 1.05f * pixels.Min(pixel => pixel.Y), $"{scene} {pattern} is flat");
        }
    }

    [Theory]
    [MemberData(nameof(Scenes))]
    public void Out_of_focus_a_scene_has_less_detail_and_the_same_light(BackgroundScene scene)
    {
        var sharp = Painted(new BackgroundPainter(), Scene(scene, 5) with { Blur = 0 });
        var blurred = Painted(new BackgroundPainter(), Scene(scene, 5) with { Blur = 0.1f });
        Assert.True(Detail(blurred) < 0.7 * Detail(sharp));
        Assert.InRange(blurred.Average(pixel => pixel.Y) / sharp.Average(pixel => pixel.Y), 0.85, 1.15);
    }

    [Fact]
    public void The_main_colour_is_seen_in_the_scene()
    {
        foreach (var scene in new[] { BackgroundScene.Wall, BackgroundScene.Backdrop, BackgroundScene.Room, BackgroundScene.Curtain })
        {
            var pixels = Painted(new BackgroundPainter(), Scene(scene, 2) with { First = new FaceColor(160, 40, 40), Second = new FaceColor(120, 30, 30), Clutter = 0 });
            Assert.True(pixels.Average(pixel => pixel.X) > 1.5 * pixels.Average(pixel => pixel.Z), $"{scene} is not red");
        }
    }

    [Fact]
    public void Every_scene_is_drawn_and_most_are_muted()
    {
        var drawn = Enumerable.Range(0, 2000).Select(Sampled).ToArray();
        Assert.Equal(Enum.GetValues<BackgroundScene>(), drawn.Select(background => background.Scene).Distinct().Order());
        Assert.True(drawn.Count(background => Chroma(background.First) < 60) > 1500);
        Assert.Equal(drawn[7], Sampled(7));

        static int Chroma(FaceColor color) => Math.Max(color.R, Math.Max(color.G, color.B)) - Math.Min(color.R, Math.Min(color.G, color.B));
    }

    [Fact]
    public void Values_out_of_range_are_refused_with_the_argument_its_range_and_the_value()
    {
        Assert.Contains("Blur must lie in [0, 0.2]; got 0.3.", Assert.Throws<ArgumentOutOfRangeException>(() => new FaceBackground { Blur = 0.3f }).Message);
        Assert.Contains("Scene must be one of Plain, Wall, ", Assert.Throws<ArgumentOutOfRangeException>(() => new FaceBackground { Scene = (BackgroundScene)99 }).Message);
    }

    private static FaceBackground Scene(BackgroundScene scene, int pattern) =>
        new() { Scene = scene, Pattern = pattern, First = new FaceColor(150, 160, 120), Second = new FaceColor(110, 120, 90), Clutter = 0.7f, Blur = 0.04f };

    private static FaceBackground Sampled(int index)
    {
        var random = new CounterRandom(5, 6, (ulong)index);
        return WorldSampler.Background(ref random);
    }

    private static Vector3[] Painted(BackgroundPainter painter, FaceBackground background)
    {
        painter.Prepare(background);
        return [.. Enumerable.Range(0, Side * Side).Select(i => painter.At((i % Side + 0.5f) / Side, (i / Side + 0.5f) / Side))];
    }

    private static float Difference(Vector3[] a, Vector3[] b) => a.Zip(b, (x, y) => Math.Abs(x.Y - y.Y)).Average();

    private static double Detail(Vector3[] pixels) =>
        Enumerable.Range(Side, pixels.Length - Side - 1).Average(i => Math.Abs(pixels[i].Y - pixels[i - Side].Y) + Math.Abs(pixels[i].Y - pixels[i + 1].Y));
}
