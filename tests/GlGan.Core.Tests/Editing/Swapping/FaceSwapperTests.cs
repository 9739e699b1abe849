using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using GlGan.Editing;
using GlGan.Faces;
using GlGan.Faces.Head;
using GlGan.Faces.Masks;
using GlGan.Imaging;
using GlGan.Metrics;

namespace GlGan.Tests.Editing;

public sealed class FaceSwapperTests
{
    private static readonly FaceSwapper Swapper = new(new GeometricSwap());

    [Fact]
    public void No_pair_of_six_people_has_a_seam_or_a_change_outside_the_mask()
    {
        var people = SwapPeople.Six(200);

        foreach (var (source, sourceFace) in people)
        {
            foreach (var (target, targetFace) in people.Where(person => person.Image != source))
            {
                var (image, mask) = Swapper.Swap(source, sourceFace, target, [targetFace]);

                Assert.InRange(BorderSeam.Ratio(image, target, mask), 0.85, 1.15);
                Assert.Equal(0, ChangedOutside(image, target, mask));
                Assert.InRange(mask.Values.Count(value => value == 1) / 40000.0, 0.02, 0.25);
            }
        }
    }

    [Fact]
    public void A_face_pasted_with_a_hard_edge_in_its_own_colours_has_a_seam()
    {
        var people = SwapPeople.Six(200);
        var hard = new FaceSwapper(new GeometricSwap(), new SwapOptions { Mask = new HullFaceMask { Feather = 0 }, ColorTransfer = null });

        var (image, mask) = hard.Swap(people[0].Image, people[0].Face, people[5].Image, [people[5].Face]);

        Assert.InRange(BorderSeam.Ratio(image, people[5].Image, mask), 2, double.MaxValue);
    }

    [Fact]
    public void Swapping_the_same_twice_gives_the_same_bytes()
    {
        var (source, target) = (SwapPeople.One(1, 20, 160), SwapPeople.One(2, -10, 160));

        Assert.Equal(
            Swapper.Swap(source.Image, source.Face, target.Image, [target.Face]).Image.Pixels, Swapper.Swap(source.Image, source.Face, target.Image, [target.Face]).Image.Pixels);
    }

    [Fact]
    public void A_swap_fits_a_head_once_to_every_face_and_to_every_place_it_takes()
    {
        List<FaceLandmarks> fitted = [];
        var heads = new FittedHeads(landmarks =>
        {
            fitted.Add(landmarks);
            return HeadPose.Fit(landmarks);
        });
        var (source, left, right) = (SwapPeople.One(1, 10, 200), SwapPeople.One(3, 0, 96), SwapPeople.One(5, -20, 96));
        var photo = ImageGrid.Compose([left.Image, right.Image], columns: 2, gap: 0);
        var mask = new CombinedFaceMask(new HullFaceMask { Heads = heads }, new EllipseFaceMask { Heads = heads });
        var swapper = new FaceSwapper(new GeometricSwap { Heads = heads }, new SwapOptions { Mask = mask });

        swapper.Swap(source.Image, source.Face, photo, [left.Face, right.Face.Map(point => point + new Vector2(96, 0))]);

        Assert.Equal(5, fitted.Count);
        Assert.Single(fitted, source.Face.Landmarks);
        Assert.Same(new GeometricSwap().Heads, new HullFaceMask().Heads);
        Assert.Same(new GeometricSwap().Heads, new EllipseFaceMask().Heads);
    }

    [Fact]
    public void A_face_swapped_onto_itself_stays_as_it_is() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(12), Prop.ForAll(
        Gen.Choose(0, 30).SelectMany(person => Gen.Choose(-80, 80).SelectMany(yaw => Gen.Elements<IImageBlender>(
            new AlphaBlender(), new FadedBlender(new PoissonBlender()), new FadedBlender(new PyramidBlender())).Select(blender => (person, yaw, blender)))).ToArbitrary(),
        example =>
        {
            var (image, face) = SwapPeople.One(example.person, example.yaw, 128);
            var result = new FaceSwapper(new GeometricSwap(), new SwapOptions { Blender = example.blender }).Swap(image, face, image, [face]).Image;
            return image.Pixels.Zip(result.Pixels).Max(pair => Math.Abs(pair.First - pair.Second)) <= 2;
        }));

    [Fact]
    public void A_smooth_grey_face_swapped_onto_itself_gets_no_grain()
    {
        var (image, face) = SwapPeople.One(2, 0, 128);

        var result = new FaceSwapper(new GeometricSwap()).Swap(image, face, image, [face]).Image;

        Assert.InRange(image.Pixels.Zip(result.Pixels).Max(pair => Math.Abs(pair.First - pair.Second)), 0, 2);
    }

    [Fact]
    public void Faces_partly_outside_and_tiny_images_are_defined_or_refused_where_nothing_shows() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(40), Prop.ForAll(
        Gen.Choose(1, 40).Two().SelectMany(size => Gen.Choose(-60, 60).Two().SelectMany(shift => Gen.Choose(1, 30).Select(scale => (size, shift, scale)))).ToArbitrary(),
        example =>
        {
            var (source, face) = SwapPeople.One(4, 10, 64);
            var target = new ImageBuffer(example.size.Item1, example.size.Item2);
            target.Pixels.AsSpan().Fill(90);
            var moved = face.Map(point => point * example.scale / 20 + new Vector2(example.shift.Item1, example.shift.Item2));
            return IsRight(source, face, target, moved) && IsRight(target, moved, source, face);

            static bool IsRight(ImageBuffer source, DetectedFace sourceFace, ImageBuffer target, DetectedFace targetFace)
            {
                if (Record.Exception(() => Swapper.Swap(source, sourceFace, target, [targetFace])) is not { } refusal)
                {
                    var (image, mask) = Swapper.Swap(source, sourceFace, target, [targetFace]);
                    return ChangedOutside(image, target, mask) == 0 && mask.Largest > 0;
                }

                var problem = LandmarkSense.Problem(sourceFace.Landmarks, source.Width, source.Height) ?? LandmarkSense.Problem(targetFace.Landmarks, target.Width, target.Height);
                return refusal is ArgumentException && (problem is null ? refusal.Message.StartsWith("Nothing of the target would change", StringComparison.Ordinal) : refusal.Message == problem);
            }
        }));

    [Fact]
    public void Kept_regions_stay_the_targets()
    {
        var (source, target) = (SwapPeople.One(1, 0, 200), SwapPeople.One(3, 0, 200));
        var keep = new FaceSwapper(new GeometricSwap(), new SwapOptions { Keep = [FaceRegion.Mouth] });

        var result = keep.Swap(source.Image, source.Face, target.Image, [target.Face]);

        var (mouth, nose) = (target.Face.Landmarks.MouthCenter, target.Face.Landmarks.Nose);
        Assert.Equal(0, result.Mask.Row((int)mouth.Y)[(int)mouth.X]);
        Assert.InRange(result.Mask.Row((int)nose.Y - 8)[(int)nose.X], 0.9f, 1);
    }

    [Fact]
    public void Only_the_regions_asked_for_change()
    {
        var (source, target) = (SwapPeople.One(1, 0, 200), SwapPeople.One(3, 0, 200));
        var eyes = new FaceSwapper(new GeometricSwap(), new SwapOptions { Regions = [FaceRegion.LeftEye, FaceRegion.RightEye] });

        var result = eyes.Swap(source.Image, source.Face, target.Image, [target.Face]);

        Assert.Equal(1, result.Mask.Row((int)target.Face.Landmarks.LeftEye.Y)[(int)target.Face.Landmarks.LeftEye.X]);
        Assert.Equal(0, result.Mask.Row((int)target.Face.Landmarks.MouthCenter.Y)[(int)target.Face.Landmarks.MouthCenter.X]);
    }

    [Fact]
    public void Every_face_of_a_photo_is_replaced_where_the_user_allows_it()
    {
        var (source, left, right) = (SwapPeople.One(1, 0, 128), SwapPeople.One(3, 0, 128), SwapPeople.One(5, 0, 128));
        var photo = ImageGrid.Compose([left.Image, right.Image], columns: 2, gap: 0);
        DetectedFace[] faces = [left.Face, right.Face.Map(point => point + new Vector2(128, 0))];
        var allowed = ImageMask.Constant(256, 128, 1);
        for (var y = 64; y < 128; y++) allowed.Row(y).Clear();

        var (image, mask) = Swapper.Swap(source.Image, source.Face, photo, faces, allowed);

        Assert.All(faces, face => Assert.InRange(mask.Row((int)face.Landmarks.LeftEye.Y)[(int)face.Landmarks.LeftEye.X], 0.5f, 1));
        Assert.Equal(photo.Pixels[(3 * 256 * 64)..], image.Pixels[(3 * 256 * 64)..]);
        Assert.Throws<ArgumentException>(() => Swapper.Swap(source.Image, source.Face, photo, faces, new ImageMask(2, 2)));
    }

    [Fact]
    public void With_68_landmarks_lips_keep_their_shape_and_the_outline_is_the_targets()
    {
        var (photo, face) = SwapPeople.One(3, 0, 200);
        var shape = FittedHeads.Shared.Of(face).Shape(useContours: false);
        Vector2[] points = [.. HeadShape.Contours.Select(point => shape.Project(point)).Select(point => new Vector2(point.X, point.Y))];
        var source = photo.Clone();
        for (var i = 48; i < 60; i++) source.Row((int)MathF.Round(points[i].Y)).Slice(3 * (int)MathF.Round(points[i].X), 3).Fill(255);
        Vector2[] open = [.. points.Select((point, i) => i is 8 or (>= 55 and <= 59) or (>= 65 and <= 67) ? point + new Vector2(0, 8) : point)];

        var rendered = new GeometricSwap().Render(source, new DetectedFace(new FaceLandmarks68(points)), photo, new DetectedFace(new FaceLandmarks68(open)));

        var places = rendered.Face!.Contours!.Points;
        Assert.Equal(open[8], places[8]);
        Assert.Equal(points[66].Y - points[62].Y, places[66].Y - places[62].Y, 0.5f);
        var corner = places[54];
        var brightest = Enumerable.Range(-3, 7).MaxBy(offset => rendered.Image.Row((int)MathF.Round(corner.Y))[3 * ((int)MathF.Round(corner.X) + offset)]);
        Assert.InRange(brightest, -1, 1);
    }

    [Fact]
    public void A_face_that_takes_its_own_place_lies_where_it_was() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(20), Prop.ForAll(
        Gen.Choose(0, 30).SelectMany(person => Gen.Choose(-80, 80).Select(yaw => (person, yaw))).ToArbitrary(),
        example =>
        {
            var (_, face) = SwapPeople.One(example.person, example.yaw, 128);
            var shape = FittedHeads.Shared.Of(face).Shape(useContours: false);
            var full = new DetectedFace(new FaceLandmarks68([.. HeadShape.Contours.Select(point => shape.Project(point)).Select(point => new Vector2(point.X, point.Y))]));
            var (five, all) = (FaceTransplant.Place(face, face, FittedHeads.Shared), FaceTransplant.Place(full, full, FittedHeads.Shared));
            return five.Landmarks.ToArray().Zip(face.Landmarks.ToArray(), Vector2.Distance).Max() < 0.1 && all.Contours!.Points.ToArray().Zip(full.Contours!.Points.ToArray(), Vector2.Distance).Max() < 0.1;
        }));

    [Fact]
    public void A_profile_is_not_shown_from_the_front_and_the_message_says_what_would_be()
    {
        var (source, target) = (SwapPeople.One(1, 85, 160), SwapPeople.One(3, 0, 160));

        var message = Assert.Throws<ArgumentException>(() => Swapper.Swap(source.Image, source.Face, target.Image, [target.Face])).Message;

        Assert.Contains("in profile", message);
        Assert.Contains("Take a photo of the source that looks less than 49° aside", message);
    }

    [Fact]
    public void A_grey_photo_stays_grey()
    {
        var (source, target) = (SwapPeople.One(1, 0, 200), SwapPeople.One(3, 10, 200));
        for (var at = 0; at < target.Image.Pixels.Length; at += 3) target.Image.Pixels.AsSpan(at, 3).Fill(target.Image.Pixels[at + 1]);

        var (image, _) = Swapper.Swap(source.Image, source.Face, target.Image, [target.Face]);

        for (var at = 0; at < image.Pixels.Length; at += 3)
            Assert.InRange(image.Pixels.AsSpan(at, 3).ToArray().Max() - image.Pixels.AsSpan(at, 3).ToArray().Min(), 0, 2);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(3)]
    public void No_channel_is_clipped_that_was_not(double light)
    {
        var (source, target) = (SwapPeople.One(1, 0, 200), SwapPeople.One(3, 10, 200));
        var lit = target.Image.Clone();
        for (var at = 0; at < lit.Pixels.Length; at++) lit.Pixels[at] = (byte)Math.Min(255, light * lit.Pixels[at]);

        var (image, mask) = Swapper.Swap(source.Image, source.Face, lit, [target.Face]);

        for (var at = 0; at < image.Pixels.Length; at++)
            Assert.True(mask.Values[at / 3] == 0 || image.Pixels[at] is > 0 and < 255 || lit.Pixels[at] is 0 or 255, $"{image.Pixels[at]} at {at}, {lit.Pixels[at]} before");
    }

    [Fact]
    public void Light_from_one_side_stays_there()
    {
        var (source, target) = (SwapPeople.One(1, 0, 200), SwapPeople.One(3, 0, 200));
        var lit = target.Image.Clone();
        for (var at = 0; at < lit.Pixels.Length; at++) lit.Pixels[at] = (byte)(lit.Pixels[at] * (0.45 + 0.55 * (at / 3 % 200) / 199));

        var (image, _) = Swapper.Swap(source.Image, source.Face, lit, [target.Face]);

        Assert.InRange(Cheek(image, left: false) / Cheek(image, left: true), 0.8 * Cheek(lit, left: false) / Cheek(lit, left: true), 1.2 * Cheek(lit, left: false) / Cheek(lit, left: true));

        double Cheek(ImageBuffer photo, bool left)
        {
            var (eye, mouth) = left ? (target.Face.Landmarks.LeftEye, target.Face.Landmarks.LeftMouth) : (target.Face.Landmarks.RightEye, target.Face.Landmarks.RightMouth);
            var middle = (eye + mouth) / 2;
            return Enumerable.Range(-4, 9).Average(offset => (double)photo.Row((int)middle.Y + offset)[3 * (int)middle.X + 1]);
        }
    }

    [Fact]
    public void Hair_before_the_targets_face_stays_before_it()
    {
        var (source, target) = (SwapPeople.One(1, 0, 200), SwapPeople.One(3, 0, 200));
        var (_, bare) = Swapper.Swap(source.Image, source.Face, target.Image, [target.Face]);
        var (nose, hair) = (target.Face.Landmarks.Nose, target.Image.Clone());
        var edge = bare.Row((int)nose.Y).IndexOfAnyInRange(0.6f, 1) + 3;
        for (var y = 0; y < 200; y++) hair.Row(y)[..(3 * edge)].Fill(15);

        var (_, mask) = Swapper.Swap(source.Image, source.Face, hair, [target.Face]);

        Assert.InRange(mask.Row((int)nose.Y)[edge - 2], 0, 0.3f);
        Assert.Equal(1, mask.Row((int)nose.Y)[(int)nose.X]);
    }

    [Fact]
    public void Poisson_blending_does_not_take_in_the_hair_around_a_face()
    {
        var (source, target) = (SwapPeople.One(1, 0, 200), SwapPeople.One(3, 0, 200));
        var hair = target.Image.Clone();
        var below = (int)(target.Face.Landmarks.LeftEye.Y - 0.45 * (target.Face.Landmarks.MouthCenter.Y - target.Face.Landmarks.LeftEye.Y));
        for (var y = 0; y < below; y++) hair.Row(y).Fill(10);

        var (plain, mask) = Swapper.Swap(source.Image, source.Face, hair, [target.Face]);
        var poisson = new FaceSwapper(new GeometricSwap(), new SwapOptions { Blender = new FadedBlender(new PoissonBlender()) }).Swap(source.Image, source.Face, hair, [target.Face]).Image;

        var inside = Enumerable.Range(0, mask.Values.Length).Where(i => mask.Values[i] == 1).ToArray();
        Assert.InRange(inside.Average(i => Math.Abs(plain.Pixels[3 * i + 1] - poisson.Pixels[3 * i + 1])), 0, 8);
    }

    [Fact]
    public void How_much_the_source_is_enlarged_is_told()
    {
        var (source, target) = (SwapPeople.One(1, 0, 64), SwapPeople.One(3, 0, 200));

        Assert.InRange(Swapper.Swap(source.Image, source.Face, target.Image, [target.Face]).Magnification, 2.8, 3.5);
    }

    [Fact]
    public void A_face_at_the_border_of_its_photo_fades_alike_whatever_the_photos_resolution()
    {
        var (photo, face) = SwapPeople.One(3, 0, 200);
        var left = (int)face.Landmarks.LeftEye.X;
        var small = Resampler.Crop(photo, new Vector2(left + (199 - left) / 2f, 99.5f), 200 - left, 200);
        var smallFace = face.Map(point => point - new Vector2(left, 0));
        var large = Resampler.Resize(small, 4 * small.Width, 4 * small.Height);
        var largeFace = smallFace.Map(point => 4 * point + new Vector2(1.5f));

        var (few, many) = (Coverage(small, smallFace), Coverage(large, largeFace));

        Assert.All(few.Zip(many), pair => Assert.Equal(pair.First, pair.Second, 0.1f));

        float[] Coverage(ImageBuffer source, DetectedFace sourceFace) => new GeometricSwap().Render(source, sourceFace, photo, face).Coverage.Values;
    }

    [Fact]
    public void All_errors_of_options_come_at_once()
    {
        var message = Assert.Throws<ArgumentException>(() => new FaceSwapper(new GeometricSwap(), new SwapOptions { Regions = [], ColorStrength = 2 })).Message;

        Assert.Contains("Regions", message);
        Assert.Contains("ColorStrength must be in [0, 1]; got 2", message);
    }

    private static int ChangedOutside(ImageBuffer image, ImageBuffer target, ImageMask mask) =>
        Enumerable.Range(0, mask.Values.Length).Count(i => mask.Values[i] == 0 && !image.Pixels.AsSpan(3 * i, 3).SequenceEqual(target.Pixels.AsSpan(3 * i, 3)));
}
