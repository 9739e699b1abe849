using System.Numerics;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Rendering;

namespace GlGan.Tests.Rendering;

public sealed class SyntheticFacesTests
{
    private const int Size = 96;

    private static readonly SyntheticFaces Faces = new(1);

    [Fact]
    public void The_same_seed_identity_and_view_give_the_same_bytes_on_any_number_of_threads()
    {
        var expected = Enumerable.Range(0, 12).Select(i => Faces.Render(i % 4, Faces.View(i % 4, i), 48)).ToArray();
        for (var round = 0; round < 2; round++)
        {
            var other = new SyntheticFaces(1);
            var actual = new SyntheticFace[expected.Length];
            Parallel.For(0, expected.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => actual[i] = other.Render(i % 4, other.View(i % 4, i), 48));
            for (var i = 0; i < expected.Length; i++)
            {
                Assert.Equal(expected[i].Image.Pixels, actual[i].Image.Pixels);
                Assert.Equal(expected[i].Landmarks, actual[i].Landmarks);
            }
        }
    }

    [Fact]
    public void A_render_does_not_depend_on_what_was_rendered_before()
    {
        var first = new SyntheticFaces(5).Render(3, FaceView.Frontal, 64).Image.Pixels;
        var used = new SyntheticFaces(5);
        foreach (var style in Enum.GetValues<HairStyle>())
            used.Render(used.Identity(1) with { HairStyle = style, Glasses = GlassesStyle.Round }, used.View(1, 2), 96);
        Assert.Equal(first, used.Render(3, FaceView.Frontal, 64).Image.Pixels);
    }

    [Fact]
    public void An_identity_rendered_from_its_parameters_is_the_numbered_identity() =>
        Assert.Equal(Faces.Render(4, FaceView.Frontal, 64).Image.Pixels, Faces.Render(Faces.Identity(4), FaceView.Frontal, 64).Image.Pixels);

    [Fact]
    public void Identities_seeds_and_views_differ()
    {
        var frontal = Enumerable.Range(0, 24).Select(i => Faces.Render(i, FaceView.Frontal, 48).Image).ToArray();
        for (var i = 0; i < frontal.Length; i++)
            for (var j = 0; j < i; j++)
                Assert.True(Difference(frontal[i], frontal[j]) > 2, $"identities {i} and {j} look the same");
        Assert.NotEqual(Faces.Identity(0), new SyntheticFaces(2).Identity(0));
        Assert.NotEqual(Faces.View(0, 0), Faces.View(0, 1));
        Assert.NotEqual(Faces.View(0, 0), Faces.View(1, 0));
    }

    [Fact]
    public void Random_views_cover_the_poses()
    {
        var views = Enumerable.Range(0, 2000).Select(i => Faces.View(7, i)).ToArray();
        Assert.True(views.Min(view => view.Yaw) < -80 && views.Max(view => view.Yaw) > 80);
        Assert.True(views.Min(view => view.Pitch) < -20 && views.Max(view => view.Pitch) > 20);
        Assert.InRange(views.Average(view => view.Yaw), -5, 5);
        Assert.Contains(views, view => view.Expression.MouthOpen > 0.3f);
        Assert.Contains(views, view => view.Expression.Blink > 0.8f);
    }

    [Theory]
    [InlineData("tpgan128")]
    [InlineData("arcface112")]
    [InlineData("ffhq512")]
    public void Landmarks_of_the_frontal_view_lie_near_the_template(string name)
    {
        var template = FaceTemplate.Named(name);
        const int size = 48;
        var expected = template.At(size).ToArray();
        for (var identity = 0; identity < 25; identity++)
        {
            var actual = Faces.Render(identity, FaceView.Frontal, size, template).Landmarks.ToArray();
            for (var i = 0; i < expected.Length; i++) Assert.InRange(Vector2.Distance(expected[i], actual[i]), 0, 0.06f * size);
        }
    }

    [Fact]
    public void Frontal_landmarks_are_in_order_and_all_visible()
    {
        for (var identity = 0; identity < 30; identity++)
        {
            var (_, points, visibility) = Faces.Render(identity, FaceView.Frontal, 32);
            Assert.True(points.LeftEye.X < points.Nose.X && points.Nose.X < points.RightEye.X);
            Assert.True(points.LeftMouth.X < points.RightMouth.X);
            Assert.True(points.LeftEye.Y < points.Nose.Y && points.Nose.Y < points.LeftMouth.Y);
            Assert.True(visibility.All, $"identity {identity}: {visibility}");
        }
    }

    [Fact]
    public void A_profile_hides_the_far_eye_and_the_far_mouth_corner()
    {
        for (var identity = 0; identity < 25; identity++)
        {
            var right = Faces.Render(identity, FaceView.Frontal with { Yaw = 90 }, 64).Visibility;
            Assert.Equal(new LandmarkVisibility(true, false, true, true, false), right);
            var left = Faces.Render(identity, FaceView.Frontal with { Yaw = -90 }, 64).Visibility;
            Assert.Equal(new LandmarkVisibility(false, true, true, false, true), left);
        }
    }

    [Fact]
    public void Positive_yaw_turns_the_nose_to_the_viewers_right_and_positive_pitch_up()
    {
        var front = Faces.Render(0, FaceView.Frontal, Size).Landmarks.Nose;
        var right = Faces.Render(0, FaceView.Frontal with { Yaw = 40 }, Size).Landmarks.Nose;
        var left = Faces.Render(0, FaceView.Frontal with { Yaw = -40 }, Size).Landmarks.Nose;
        Assert.True(right.X > front.X + 0.1f * Size && left.X < front.X - 0.1f * Size);
        Assert.InRange(right.X + left.X - 2 * front.X, -6, 6);
        Assert.True(Faces.Render(0, FaceView.Frontal with { Pitch = 20 }, Size).Landmarks.Nose.Y < front.Y - 0.06f * Size);
    }

    [Fact]
    public void Eye_landmarks_are_on_the_iris()
    {
        double eye = 0, cheek = 0;
        for (var identity = 0; identity < 20; identity++)
        {
            var person = Faces.Identity(identity) with { Glasses = GlassesStyle.None };
            var (image, points, _) = Faces.Render(person, FaceView.Frontal, Size);
            eye += Brightness(image, points.LeftEye) + Brightness(image, points.RightEye);
            cheek += Brightness(image, points.LeftEye + new Vector2(0, 0.16f * Size)) + Brightness(image, points.RightEye + new Vector2(0, 0.16f * Size));
        }

        Assert.True(eye < 0.6 * cheek, $"eyes {eye / 40:0}, cheeks {cheek / 40:0}");
    }

    [Fact]
    public void Blinking_changes_the_eyes_only()
    {
        var (image, points, _) = Faces.Render(0, FaceView.Frontal, Size);
        var closed = Faces.Render(0, FaceView.Frontal with { Expression = new FaceExpression { Blink = 1 } }, Size).Image;
        Assert.True(ShareOfChange(image, closed, at => Near(at, points.LeftEye, Size / 8) || Near(at, points.RightEye, Size / 8)) > 0.95);
    }

    [Fact]
    public void Opening_the_mouth_changes_the_lower_face_only()
    {
        var (image, points, _) = Faces.Render(0, FaceView.Frontal, Size);
        var open = Faces.Render(0, FaceView.Frontal with { Expression = new FaceExpression { MouthOpen = 1 } }, Size).Image;
        Assert.True(ShareOfChange(image, open, at => at.Y > points.Nose.Y) > 0.95);
    }

    [Fact]
    public void Smiling_lifts_and_spreads_the_mouth_corners()
    {
        var (image, neutral, _) = Faces.Render(1, FaceView.Frontal, Size);
        var (smiling, smile, _) = Faces.Render(1, FaceView.Frontal with { Expression = new FaceExpression { Smile = 1 } }, Size);
        Assert.True(smile.LeftMouth.X < neutral.LeftMouth.X && smile.RightMouth.X > neutral.RightMouth.X);
        Assert.True(smile.LeftMouth.Y < neutral.LeftMouth.Y - 1 && smile.RightMouth.Y < neutral.RightMouth.Y - 1);
        Assert.Equal(neutral.Nose, smile.Nose);
        Assert.True(ShareOfChange(image, smiling, at => at.Y > neutral.LeftEye.Y - 10) > 0.99);
    }

    [Fact]
    public void The_same_view_at_two_sizes_has_the_same_landmarks_up_to_scale()
    {
        var small = Faces.Render(2, Faces.View(2, 3), 64).Landmarks.ToArray();
        var large = Faces.Render(2, Faces.View(2, 3), 256).Landmarks.ToArray();
        for (var i = 0; i < small.Length; i++)
            Assert.InRange(Vector2.Distance((small[i] + new Vector2(0.5f)) * 4, large[i] + new Vector2(0.5f)), 0, 0.01f);
    }

    [Fact]
    public void Values_out_of_range_are_refused_with_the_argument_its_range_and_the_value()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new FaceView { Yaw = 91 });
        Assert.Equal("Yaw", error.ParamName);
        Assert.Contains("Yaw must lie in [-90, 90]; got 91.", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new FaceView { Pitch = float.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FaceExpression { MouthOpen = -0.1f });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FaceLight { Azimuth = 120 });
        Assert.Throws<ArgumentOutOfRangeException>(() => Faces.Identity(0) with { JawWidth = 2 });
        Assert.Throws<ArgumentOutOfRangeException>(() => Faces.Identity(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Faces.Render(-1, FaceView.Frontal, 64));
        Assert.Throws<ArgumentOutOfRangeException>(() => Faces.Render(0, FaceView.Frontal, 15));
        Assert.Contains("[16, 1024]", Assert.Throws<ArgumentOutOfRangeException>(() => Faces.Render(0, FaceView.Frontal, 1025)).Message);
        Assert.Throws<ArgumentNullException>(() => Faces.Render(0, null!, 64));
    }

    private static bool Near(Vector2 a, Vector2 b, float distance) => Vector2.Distance(a, b) < distance;

    private static double Brightness(ImageBuffer image, Vector2 at)
    {
        double sum = 0;
        for (var dy = -1; dy <= 1; dy++)
            for (var dx = -1; dx <= 1; dx++)
                sum += image.Row((int)MathF.Round(at.Y) + dy)[3 * ((int)MathF.Round(at.X) + dx) + 1] / 9.0;
        return sum;
    }

    private static double Difference(ImageBuffer a, ImageBuffer b) => a.Pixels.Zip(b.Pixels, (x, y) => Math.Abs(x - y)).Average();

    private static double ShareOfChange(ImageBuffer before, ImageBuffer after, Func<Vector2, bool> inside)
    {
        double all = 0, within = 0;
        for (var i = 0; i < before.Pixels.Length; i++)
        {
            var change = Math.Abs(before.Pixels[i] - after.Pixels[i]);
            all += change;
            if (inside(new Vector2(i / 3 % before.Width, i / 3 / before.Width))) within += change;
        }

        Assert.True(all > 0);
        return within / all;
    }
}
