using System.Numerics;
using GlGan.Editing;
using GlGan.Faces;
using GlGan.Faces.Masks;
using GlGan.Imaging;
using GlGan.Synthesis;
using GlGan.Tests.Synthesis;

namespace GlGan.Tests.Editing;

[Collection("Tensors")]
public sealed class FaceRestorerTests
{
    [Theory]
    [InlineData(40)]
    [InlineData(160)]
    [InlineData(400)]
    public void A_face_that_needs_nothing_stays_as_it_is_to_the_last_bit(int size)
    {
        var (photo, face) = SwapPeople.One(1, 20, size);

        Assert.Equal(photo.Pixels, RegionNetwork.Restorer(input => input.Global).Restore(photo, [face]).Pixels);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(160)]
    [InlineData(400)]
    public void Only_the_regions_and_their_soft_edges_change_whatever_the_network_paints(int size)
    {
        var (light, face) = SwapPeople.One(1, 0, size);
        var photo = new ImageBuffer(size, size, [.. light.Pixels.Select(value => (byte)(value / 2))]);

        var restored = RegionNetwork.Restorer(input => Brighter(input.Global, 60)).Restore(photo, [face]);

        var near = Regions(face, photo, reach: 2);
        var brighter = Enumerable.Range(0, near.Values.Length).Select(i => restored.Pixels[3 * i + 1] - photo.Pixels[3 * i + 1]).ToArray();
        Assert.All(brighter.Where((_, i) => near.Values[i] == 0), change => Assert.Equal(0, change));
        Assert.Equal(photo.Pixels.Where((_, i) => near.Values[i / 3] == 0), restored.Pixels.Where((_, i) => near.Values[i / 3] == 0));
        foreach (var point in face.Landmarks.ToArray()) Assert.InRange(brighter[size * (int)MathF.Round(point.Y) + (int)MathF.Round(point.X)], 58, 60);

        // Over the edge, a twentieth of the aligned face, the change rises without a step.
        var edge = 0.05 * 128 / SimilarityTransform.ToTemplate(face.Landmarks, FaceTemplate.TpGan128, 128).Scale;
        var steps = Enumerable.Range(1, brighter.Length - 1).Where(i => i % size != 0).Max(i => Math.Abs(brighter[i] - brighter[i - 1]));
        Assert.InRange(steps, 1, 1.5 * 60 / edge + 3);
    }

    [Fact]
    public void Detail_finer_than_the_networks_image_stays_the_photos()
    {
        var (photo, face) = SwapPeople.One(3, 0, 500);

        var restored = RegionNetwork.Restorer(input => Brighter(input.Global, 20)).Restore(photo, [face]);

        var regions = Regions(face, photo, reach: 1);
        Assert.All(
            Enumerable.Range(0, photo.Pixels.Length).Where(i => regions.Values[i / 3] == 1 && photo.Pixels[i] < 200),
            i => Assert.InRange(restored.Pixels[i] - photo.Pixels[i], 19, 21));
    }

    [Theory]
    [InlineData(80, 0)]
    [InlineData(80, 70)]
    [InlineData(160, 0)]
    [InlineData(400, 0)]
    [InlineData(400, 160)]
    public void What_the_network_restores_is_restored_in_the_photo_whatever_its_size_and_however_the_face_is_turned(int size, int degrees)
    {
        var (photo, face) = Turned(SwapPeople.One(1, 10, size), degrees);
        var soft = Softened(photo, face);

        var restored = RegionNetwork.Restorer(Knowing(photo, face)).Restore(soft, [face]);
        var pasted = AlignedChange.Back(FaceAligner.Align(photo, face.Landmarks, FaceTemplate.TpGan128, 64).Image, SimilarityTransform.ToTemplate(face.Landmarks, FaceTemplate.TpGan128, 64), photo);

        var regions = Regions(face, photo, reach: 1.2f);
        Assert.True(Error(restored) < 0.5 * Error(soft), $"{Error(restored)} of {Error(soft)}");
        Assert.True(Error(restored) < 1.1 * Error(pasted), $"{Error(restored)}; pasted {Error(pasted)}");

        double Error(ImageBuffer image) => Math.Sqrt(image.Pixels.Zip(photo.Pixels, (value, right) => (double)(value - right) * (value - right)).Where((_, i) => regions.Values[i / 3] > 0).Average());
    }

    [Fact]
    public void Every_face_of_a_photo_is_restored_and_one_named_twice_no_more_than_once()
    {
        var (left, right) = (SwapPeople.One(3, 0, 128), SwapPeople.One(5, 0, 128));
        var photo = ImageGrid.Compose([left.Image, right.Image], columns: 2, gap: 0);
        var rightFace = right.Face.Map(point => point + new Vector2(128, 0));
        var white = RegionNetwork.Restorer(input => Filled(input.Global, 255));

        var once = white.Restore(photo, [left.Face, rightFace]);

        Assert.All([left.Face, rightFace], face => Assert.True(once.Row((int)face.Landmarks.Nose.Y)[3 * (int)face.Landmarks.Nose.X] > photo.Row((int)face.Landmarks.Nose.Y)[3 * (int)face.Landmarks.Nose.X]));
        var known = RegionNetwork.Restorer(Knowing(left.Image, left.Face));
        var soft = Softened(left.Image, left.Face);
        var (single, twice) = (known.Restore(soft, [left.Face]), known.Restore(soft, [left.Face, left.Face]));
        Assert.True(Distance(twice, left.Image) <= Distance(single, left.Image));

        static double Distance(ImageBuffer image, ImageBuffer other) => image.Pixels.Zip(other.Pixels, (a, b) => Math.Abs(a - b)).Average();
    }

    [Fact]
    public void Where_another_photos_regions_come_in_nothing_shines_through_of_the_photos_own()
    {
        var (photo, face) = SwapPeople.One(3, 0, 400);
        var (other, otherFace) = SwapPeople.One(5, 0, 160);
        var restorer = RegionNetwork.Restorer(input => Filled(input.Global, 128));

        var replaced = restorer.Restore(new SynthesisRequest(photo, face.Landmarks) { LocalImage = other, LocalLandmarks = otherFace.Landmarks });
        var restored = restorer.Restore(photo, [face]);

        var regions = Regions(face, photo, reach: 1);
        Assert.All(Inside(replaced), value => Assert.InRange(value, 127, 129));
        Assert.Contains(Inside(restored), value => value is < 120 or > 136);
        Assert.Throws<ArgumentException>(() => restorer.Restore(new SynthesisRequest(photo, face.Landmarks) { LocalImage = other }));

        IEnumerable<byte> Inside(ImageBuffer image) => image.Pixels.Where((_, i) => regions.Values[i / 3] == 1);
    }

    [Fact]
    public void A_face_at_the_border_is_restored_as_far_as_it_shows()
    {
        var (photo, face) = SwapPeople.One(3, 0, 160);
        var left = (int)face.Landmarks.LeftEye.X + 1;
        var part = Resampler.Crop(photo, new Vector2(left + (159 - left) / 2f, 79.5f), 160 - left, 160);
        var partly = face.Map(point => point - new Vector2(left, 0));

        var restored = RegionNetwork.Restorer(input => Brighter(input.Global, 30)).Restore(part, [partly]);

        var eye = partly.Landmarks.RightEye;
        Assert.InRange(restored.Row((int)eye.Y)[3 * (int)eye.X] - part.Row((int)eye.Y)[3 * (int)eye.X], 28, 30);
    }

    [Theory]
    [InlineData(ModelPurpose.Frontal, "another pose")]
    [InlineData(ModelPurpose.Swap, "glgan swap --model")]
    [InlineData(ModelPurpose.Paired, "another picture")]
    public void A_model_whose_result_does_not_go_back_into_the_photo_is_refused_and_the_training_named(ModelPurpose purpose, string reason)
    {
        var message = Assert.Throws<ArgumentException>(() => new FaceRestorer(new FaceSynthesizer(new RegionNetwork(64, input => input.Global) { Purpose = purpose }))).Message;

        Assert.Contains(reason, message);
        Assert.Contains("glgan train --task region", message);
    }

    [Fact]
    public void Landmarks_that_are_of_no_face_are_refused_with_their_origin()
    {
        var (photo, face) = SwapPeople.One(3, 0, 64);
        var restorer = RegionNetwork.Restorer(input => input.Global);
        var wrong = face.Map(_ => new Vector2(5)) with { Origin = "faces.csv, line 7" };

        Assert.StartsWith("faces.csv, line 7: All landmarks coincide", Assert.Throws<ArgumentException>(() => restorer.Restore(photo, [face, wrong])).Message);
        Assert.Throws<ArgumentException>(() => restorer.Restore(photo, []));
    }

    [Fact]
    public void A_trained_generator_restores_within_the_regions()
    {
        using var model = TinyModel.Create(1, ModelPurpose.Region);
        var (photo, face) = SwapPeople.One(3, 0, 200);

        var restored = new FaceRestorer(model.CreateSynthesizer()).Restore(photo, [face]);

        var near = Regions(face, photo, reach: 2);
        Assert.Equal(photo.Pixels.Where((_, i) => near.Values[i / 3] == 0), restored.Pixels.Where((_, i) => near.Values[i / 3] == 0));
        Assert.NotEqual(photo.Pixels, restored.Pixels);
    }

    private static ImageMask Regions(DetectedFace face, ImageBuffer photo, float reach, double feather = 0) =>
        new RegionFaceMask([.. FaceRegion.Standard.Select(region => region with { Width = reach * region.Width, Height = reach * region.Height })]) { Feather = feather }
            .Draw(face, photo.Width, photo.Height);

    private static ImageBuffer Brighter(ImageBuffer image, int by) => new(image.Width, image.Height, [.. image.Pixels.Select(value => (byte)Math.Min(255, value + by))]);

    private static ImageBuffer Filled(ImageBuffer image, byte value)
    {
        var filled = image.Clone();
        filled.Pixels.AsSpan().Fill(value);
        return filled;
    }

    private static ImageBuffer Softened(ImageBuffer photo, DetectedFace face) =>
        new AlphaBlender().Blend(ImageFilters.GaussianBlur(photo, 0.04 * face.Size), photo, Regions(face, photo, 1.25f, feather: 0.05));

    // Paints its regions as they are in the photo that it knows.
    private static Func<AlignedInput, ImageBuffer> Knowing(ImageBuffer photo, DetectedFace face)
    {
        var known = FaceAligner.Align(photo, face.Landmarks, FaceTemplate.TpGan128, 64);
        return input => new AlphaBlender().Blend(known.Image, input.Global, Regions(new DetectedFace(known.Landmarks), known.Image, 1.35f, feather: 0.05));
    }

    private static (ImageBuffer Image, DetectedFace Face) Turned((ImageBuffer Image, DetectedFace Face) person, int degrees)
    {
        var turn = Matrix3x2.CreateRotation(degrees * MathF.PI / 180, new Vector2(person.Image.Width - 1, person.Image.Height - 1) / 2);
        return (Resampler.Warp(person.Image, turn, person.Image.Width, person.Image.Height), person.Face.Map(point => Vector2.Transform(point, turn)));
    }
}
