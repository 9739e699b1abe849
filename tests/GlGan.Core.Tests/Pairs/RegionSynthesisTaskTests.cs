using System.Numerics;
using GlGan.Datasets;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Pairs;
using GlGan.Synthesis;

namespace GlGan.Tests.Pairs;

public sealed class RegionSynthesisTaskTests
{
    private const int Size = 128;

    private static readonly FaceSample[] Samples = [.. Enumerable.Range(0, 5).Select(Sample)];
    private static readonly AlignedFaces Faces = Aligned(Samples);
    private static readonly AlignedFace First = Faces.Load(0);
    private static readonly RegionSynthesisOptions Still = new() { Flip = false, ColorJitter = 0, CropColorJitter = 0, CropWarp = 0, MaxNoiseSigma = 0, DegradedCrops = 0 };

    [Fact]
    public void One_index_gives_one_pair_for_ever_and_others_differ()
    {
        var task = new RegionSynthesisTask(Faces, new() { Order = new() { Seed = 3 } });
        var again = new RegionSynthesisTask(Faces, new() { Order = new() { Seed = 3 } });
        var other = new RegionSynthesisTask(Faces, new() { Order = new() { Seed = 4 } });

        Assert.Equal(Bytes(task, 17), Bytes(again, 17));
        Assert.NotEqual(Bytes(task, 17), Bytes(task, 22));
        Assert.NotEqual(Bytes(task, 17), Bytes(other, 17));
    }

    [Fact]
    public void The_input_differs_from_the_target_in_the_regions_only_and_without_an_edge()
    {
        var task = new RegionSynthesisTask(Faces, Still with { Regions = [FaceRegion.LeftEye] });
        var example = Make(task, 0);
        var (input, target, center) = (example.GetInput(), example.GetTarget(), example.GetCenter(0));

        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                var distance = Math.Max(Math.Abs(x - center.X), Math.Abs(y - center.Y));
                if (distance > 26) Assert.True(Difference(input, target, x, y) == 0, $"({x}, {y}) changed");
            }
        }

        var inside = Detail(input, center, 16);
        Assert.InRange(inside / Detail(target, center, 16), 0, 0.25);
        Assert.InRange(Ring(input, target, center, 25), 0, 0.4 * Ring(input, target, center, 18));
    }

    [Fact]
    public void A_crop_without_change_is_the_target_at_its_centre()
    {
        var task = new RegionSynthesisTask(Faces, Still);
        var example = Make(task, 3);

        for (var region = 0; region < 4; region++)
        {
            var (width, height) = task.Regions[region].PixelSize(Size);
            Assert.Equal(Resampler.Crop(example.GetTarget(), example.GetCenter(region), width, height).Pixels, example.GetCrop(region).Pixels);
        }
    }

    [Fact]
    public void Clean_pairs_are_the_plain_ones_with_nothing_to_mend()
    {
        using var faces = new MemoryDataset("faces", Samples);
        using var pairs = FacePairs.OfDataset(faces, new(Size, FaceTemplate.TpGan128, FaceRegion.Standard), ModelPurpose.Region, seed: 3);

        for (var i = 0; i < 12; i++)
        {
            var (plain, clean) = (Make(pairs.Plain!, i), Make(pairs.Clean!, i));
            Assert.Equal(plain.GetTarget().Pixels, clean.GetTarget().Pixels);
            Assert.Equal(clean.GetTarget().Pixels, clean.GetInput().Pixels);
            Assert.NotEqual(plain.GetTarget().Pixels, plain.GetInput().Pixels);
            for (var region = 0; region < 4; region++)
            {
                var (width, height) = FaceRegion.Standard[region].PixelSize(Size);
                Assert.Equal(Resampler.Crop(clean.GetTarget(), clean.GetCenter(region), width, height).Pixels, clean.GetCrop(region).Pixels);
            }
        }
    }

    [Theory]
    [InlineData(1, 40, 40)]
    [InlineData(0.25f, 3, 18)]
    public void That_share_of_pairs_has_crops_of_the_degraded_input(float share, int least, int most)
    {
        var task = new RegionSynthesisTask(Faces, Still with { DegradedCrops = share, CleanInputs = 0, Regions = [FaceRegion.Mouth] });

        var degraded = Enumerable.Range(0, 40).Select(index => Make(task, index)).Count(example =>
            Resampler.Crop(example.GetInput(), example.GetCenter(0), 48, 32).Pixels.AsSpan().SequenceEqual(example.GetCrop(0).Pixels));

        Assert.InRange(degraded, least, most);
    }

    [Fact]
    public void A_crop_is_warped_and_coloured_slightly()
    {
        var example = Make(new RegionSynthesisTask(Faces, new() { Flip = false, DegradedCrops = 0 }), 3);
        var plain = Resampler.Crop(example.GetTarget(), example.GetCenter(3), 48, 32);

        var difference = plain.Pixels.Zip(example.GetCrop(3).Pixels, (a, b) => Math.Abs(a - b)).Average();

        Assert.InRange(difference, 1, 40);
    }

    [Fact]
    public void Half_of_the_pairs_are_mirrored_with_their_landmarks()
    {
        var task = new RegionSynthesisTask(Aligned(Samples[0]), Still with { Flip = true });
        var mirrored = 0;

        for (var index = 0; index < 40; index++)
        {
            var example = Make(task, index);
            if (example.GetTarget().Pixels.AsSpan().SequenceEqual(First.Image.Pixels))
            {
                Assert.Equal(First.Landmarks.LeftEye, example.GetCenter(0));
                continue;
            }

            mirrored++;
            Assert.Equal(ImageFilters.Mirror(First.Image).Pixels, example.GetTarget().Pixels);
            Assert.Equal(Size - 1 - First.Landmarks.RightEye.X, example.GetCenter(0).X, 1e-4f);
            Assert.Equal(First.Landmarks.RightEye.Y, example.GetCenter(0).Y, 1e-4f);
            Assert.Equal(Size - 1 - First.Landmarks.MouthCenter.X, example.GetCenter(3).X, 1e-4f);
        }

        Assert.InRange(mirrored, 12, 28);
    }

    [Fact]
    public void Colour_jitter_changes_target_and_input_alike()
    {
        var example = Make(new RegionSynthesisTask(Aligned(Samples[0]), Still with { ColorJitter = 0.5f }), 1);

        Assert.NotEqual(First.Image.Pixels, example.GetTarget().Pixels);
        Assert.Equal(0, Difference(example.GetInput(), example.GetTarget(), 3, 3));
    }

    [Fact]
    public void Of_regions_at_the_border_and_beyond_what_the_image_shows_is_degraded_and_crops_repeat_the_border()
    {
        FaceLandmarks landmarks = new(new(-30, 4), new(126, 1), new(64, 140), new(10, 110), new(60, 126));
        FaceRegion[] regions = [FaceRegion.LeftEye, FaceRegion.RightEye, FaceRegion.Nose, FaceRegion.Mouth with { OffsetY = 1 }];
        var task = new RegionSynthesisTask(Aligned(Samples[0] with { Landmarks = landmarks }), Still with { Regions = regions });
        var example = Make(task, 3);
        var (input, target) = (example.GetInput(), example.GetTarget());

        for (var region = 0; region < 4; region++)
        {
            var center = task.Regions[region].Center(landmarks, Size);
            var (width, height) = task.Regions[region].PixelSize(Size);
            Assert.Equal(center, example.GetCenter(region));
            Assert.Equal(Resampler.Crop(target, center, width, height).Pixels, example.GetCrop(region).Pixels);
        }

        // The left eye and the mouth lie outside; boxes have 40 pixels, or 40 by 32, and an eighth around them.
        (int X, int Y)[] changed = [.. from y in Enumerable.Range(0, Size) from x in Enumerable.Range(0, Size) where Difference(input, target, x, y) > 0 select (x, y)];
        Assert.All(changed, at => Assert.True(at is { X: > 99, Y: < 28 } or { X: > 38 and < 90, Y: > 118 }, $"{at} changed"));
        Assert.Contains(changed, at => at.Y < 28);
        Assert.Contains(changed, at => at.Y > 118);
    }

    [Fact]
    public void Brightness_contrast_and_saturation_do_what_they_say()
    {
        var image = new ImageBuffer(2, 1, [100, 50, 0, 200, 200, 200]);

        Assert.Equal(image.Pixels, new ColorJitter(1, 1, 1).Apply(image).Pixels);
        Assert.Equal([50, 25, 0, 100, 100, 100], new ColorJitter(0.5f, 1, 1).Apply(image).Pixels);
        Assert.Equal([59, 59, 59, 200, 200, 200], new ColorJitter(1, 1, 0).Apply(image).Pixels);
        Assert.Equal([130, 130, 130, 130, 130, 130], new ColorJitter(1, 0, 1).Apply(image).Pixels);
    }

    [Fact]
    public void Invalid_options_are_named()
    {
        var wrong = new RegionSynthesisOptions { Regions = [], ColorJitter = 1, CropWarp = float.NaN, MinDownsampling = 0.5f, MaxBlurSigma = -1, Order = new() { Window = 1 } };
        string[] errors = ["Regions", "ColorJitter must lie in [0, 0.9]; got 1", "CropWarp", "MinDownsampling", "MaxBlurSigma", "Window must be at least 2"];

        var message = Assert.Throws<ArgumentException>(() => new RegionSynthesisTask(Faces, wrong)).Message;

        Assert.All(errors, error => Assert.Contains(error, message));
    }

    private static AlignedFaces Aligned(params FaceSample[] samples) => new(new MemoryDataset("test", samples), new() { ImageSize = Size });

    private static FaceSample Sample(int number)
    {
        var random = new Random(number);
        var image = new ImageBuffer(Size, Size);
        for (var i = 0; i < image.Pixels.Length; i++) image.Pixels[i] = (byte)(60 + 20 * number + random.Next(80));
        return new FaceSample($"{number}", new MemoryImage(image)) { Landmarks = FaceTemplate.TpGan128.At(Size), IsAligned = true };
    }

    private static PackedExample Make(ITrainingTask task, long index)
    {
        var batch = new PackedBatch(1, task.ImageSize, task.Regions);
        task.Create(index, batch[0]);
        return batch[0];
    }

    private static byte[] Bytes(RegionSynthesisTask task, long index)
    {
        var batch = new PackedBatch(1, task.ImageSize, task.Regions);
        task.Create(index, batch[0]);
        return [.. batch.Input, .. batch.Target, .. batch.Crops.SelectMany(crop => crop)];
    }

    private static int Difference(ImageBuffer a, ImageBuffer b, int x, int y) =>
        Enumerable.Range(3 * x, 3).Sum(i => Math.Abs(a.Row(y)[i] - b.Row(y)[i]));

    // Mean absolute difference of horizontal neighbours in a box.
    private static double Detail(ImageBuffer image, Vector2 center, int radius)
    {
        double sum = 0;
        for (var y = -radius; y <= radius; y++)
        {
            for (var x = -radius; x < radius; x++)
            {
                var at = 3 * ((int)center.X + x);
                sum += Math.Abs(image.Row((int)center.Y + y)[at] - image.Row((int)center.Y + y)[at + 3]);
            }
        }

        return sum;
    }

    // Mean difference of two images along one side of a box.
    private static double Ring(ImageBuffer a, ImageBuffer b, Vector2 center, int radius) =>
        Enumerable.Range(-15, 31).Average(y => Difference(a, b, (int)MathF.Round(center.X) + radius, (int)center.Y + y));
}
