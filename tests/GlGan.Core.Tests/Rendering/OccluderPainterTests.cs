using System.Numerics;
using GlGan.Faces;
using GlGan.Foundation;
using GlGan.Rendering;

namespace GlGan.Tests.Rendering;

public sealed class OccluderPainterTests
{
    private const int Size = 96;

    private static readonly OccluderSetting Setting = At(Size);

    public static TheoryData<OccluderKind> Kinds => [.. Enum.GetValues<OccluderKind>().Except([OccluderKind.None])];

    [Fact]
    public void Nothing_writes_nothing()
    {
        var (color, coverage) = Painted(new OccluderPainter(), FaceOccluder.None);
        Assert.All(color, pixel => Assert.Equal(new Vector3(0.5f), pixel));
        Assert.All(coverage, share => Assert.Equal(0, share));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_covers_a_part_of_the_picture_on_its_side_wholly_inside_and_softly_at_the_edge(OccluderKind kind)
    {
        for (var pattern = 0; pattern < 12; pattern++)
        {
            var (_, coverage) = Painted(new OccluderPainter(), new FaceOccluder { Kind = kind, Pattern = pattern, Side = 0.9f });
            Assert.All(coverage, share => Assert.InRange(share, 0, 1.0001f));
            Assert.InRange(coverage.Average(), 0.003, 0.7);
            Assert.Contains(coverage, share => share > 0.6f);
            Assert.Contains(coverage, share => share is > 0.05f and < 0.95f);
            var right = coverage.Where((_, i) => i % Size > Size / 2).Sum();
            if (kind == OccluderKind.Arm) Assert.Contains(coverage.Where((_, i) => i % Size == Size - 1), share => share > 0.9f);
            else if (kind != OccluderKind.Scarf) Assert.True(right > 0.5 * (coverage.Sum() - right), $"{kind} {pattern} is on the left");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_is_the_same_whatever_was_painted_before(OccluderKind kind)
    {
        var occluder = new FaceOccluder { Kind = kind, Pattern = 5, Blur = 0.01f };
        var (color, coverage) = Painted(new OccluderPainter(), occluder);
        var used = new OccluderPainter();
        foreach (var other in Enum.GetValues<OccluderKind>()) Painted(used, new FaceOccluder { Kind = other, Pattern = 8 });
        var (colorAgain, coverageAgain) = Painted(used, occluder);
        Assert.Equal(color, colorAgain);
        Assert.Equal(coverage, coverageAgain);
    }

    [Fact]
    public void It_grows_with_the_face()
    {
        var occluder = new FaceOccluder { Kind = OccluderKind.Microphone, Pattern = 1 };
        var near = Painted(new OccluderPainter(), occluder).Coverage.Sum();
        var far = Painted(new OccluderPainter(), occluder, Setting with { Landmarks = Setting.Landmarks.Map(point => (point - new Vector2(48)) * 0.5f + new Vector2(48)) }).Coverage.Sum();
        Assert.InRange(near / far, 1.5, 4);
    }

    [Fact]
    public void It_casts_a_shadow_on_the_face_away_from_the_light()
    {
        var fromLeft = Setting with { Light = Setting.Light with { Direction = new Vector3(-0.7f, 0, 0.714f) } };
        var fromRight = Setting with { Light = Setting.Light with { Direction = new Vector3(0.7f, 0, 0.714f) } };
        var occluder = new FaceOccluder { Kind = OccluderKind.Strand, Pattern = 3, Reach = 1 };
        Assert.True(Middle(fromLeft) > Middle(fromRight) + 1);

        // Where the shadow lies, in pixels from the left.
        double Middle(OccluderSetting setting)
        {
            var (color, coverage) = Painted(new OccluderPainter(), occluder, setting);
            var dark = color.Select((pixel, i) => (X: i % Size, Dark: coverage[i] > 0 ? 0 : 0.5f - pixel.Y)).ToArray();
            Assert.All(dark, pixel => Assert.InRange(pixel.Dark, -0.001f, 0.35f));
            return dark.Sum(pixel => pixel.X * pixel.Dark) / dark.Sum(pixel => pixel.Dark);
        }
    }

    [Fact]
    public void A_hand_has_the_colour_of_the_skin_and_a_strand_that_of_the_hair()
    {
        var red = Setting with { Skin = new Vector3(0.5f, 0.05f, 0.05f), Hair = new Vector3(0.05f, 0.05f, 0.5f) };
        Assert.True(Mean(OccluderKind.Hand) is var hand && hand.X > 2 * hand.Z);
        Assert.True(Mean(OccluderKind.Strand) is var strand && strand.Z > 2 * strand.X);

        Vector3 Mean(OccluderKind kind)
        {
            var (color, coverage) = Painted(new OccluderPainter(), new FaceOccluder { Kind = kind, Pattern = 2, Color = new FaceColor(90, 90, 90) }, red);
            var covered = color.Where((_, i) => coverage[i] > 0.7f).ToArray();
            return covered.Aggregate(Vector3.Zero, (sum, pixel) => sum + pixel) / covered.Length;
        }
    }

    [Fact]
    public void Faces_turned_to_the_side_and_of_any_size_are_painted_over()
    {
        foreach (var kind in Enum.GetValues<OccluderKind>())
        {
            var edge = Setting with { Landmarks = FaceLandmarks.FromPoints([new(80, 40), new(80, 40), new(95, 60), new(80, 80), new(80, 80)]) };
            Assert.All(Painted(new OccluderPainter(), new FaceOccluder { Kind = kind }, edge).Color, pixel => Assert.True(float.IsFinite(pixel.X + pixel.Y + pixel.Z)));
            var point = Setting with { Landmarks = FaceLandmarks.FromPoints([new(8, 4), new(8, 4), new(8, 4), new(8, 4), new(8, 4)]) };
            Assert.All(Painted(new OccluderPainter(), new FaceOccluder { Kind = kind }, point).Color, pixel => Assert.True(float.IsFinite(pixel.X + pixel.Y + pixel.Z)));
        }
    }

    [Fact]
    public void About_eight_of_a_hundred_views_have_one_and_every_kind_is_drawn()
    {
        var drawn = Enumerable.Range(0, 10_000).Select(Sampled).ToArray();
        Assert.InRange(drawn.Count(occluder => occluder.Kind != OccluderKind.None), 700, 900);
        Assert.Equal(Enum.GetValues<OccluderKind>(), drawn.Select(occluder => occluder.Kind).Distinct().Order());

        static FaceOccluder Sampled(int index)
        {
            var random = new CounterRandom(5, 6, (ulong)index);
            return WorldSampler.Occluder(ref random);
        }
    }

    [Fact]
    public void Values_out_of_range_are_refused_with_the_argument_its_range_and_the_value()
    {
        Assert.Contains("Reach must lie in [0, 1]; got 1.5.", Assert.Throws<ArgumentOutOfRangeException>(() => new FaceOccluder { Reach = 1.5f }).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new FaceOccluder { Side = -1.1f });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FaceOccluder { Blur = 0.04f });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FaceOccluder { Kind = (OccluderKind)99 });
        Assert.Throws<ArgumentNullException>(() => new FaceView { Occluder = null! });
    }

    private static OccluderSetting At(int size) => new(
        FaceTemplate.Ffhq512.At(size), new Vector3(0.5f, 0.3f, 0.22f), new Vector3(0.05f, 0.03f, 0.02f),
        new LayerLight(new Vector3(-0.36f, 0.48f, 0.8f), new Vector3(0.65f), new Vector3(0.5f)));

    private static (Vector3[] Color, float[] Coverage) Painted(OccluderPainter painter, FaceOccluder occluder, OccluderSetting? setting = null)
    {
        var color = new Vector3[Size * Size];
        color.AsSpan().Fill(new Vector3(0.5f));
        var coverage = new float[Size * Size];
        painter.Paint(occluder, setting ?? Setting, Size, color, coverage);
        return (color, coverage);
    }
}
