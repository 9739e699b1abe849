using System.Numerics;
using GlGan.Faces;
using GlGan.Features;
using GlGan.Imaging;
using GlGan.Rendering;
using GlGan.Serialization;
using static TorchSharp.torch;

namespace GlGan.Tests.Features;

/// <summary>
/// The people are those of another population than the training's, with nothing before their faces. Landmarks are given where the annotation of photos has them, which is not where the renderer does: that is a part of each error.
/// </summary>
[Collection("Tensors")]
public sealed class SyntheticLandmarkFinderTests : IDisposable
{
    private static readonly SyntheticFaces People = new(seed: 77, FaceRichness.Quick);

    private readonly SyntheticLandmarkFinder _finder = SyntheticLandmarkFinder.LoadEmbedded();

    public void Dispose() => _finder.Dispose();

    [Fact]
    public void The_file_is_small_and_says_how_it_was_made()
    {
        var path = RepositoryFiles.At("src", "GlGan.Core", "Features", "Landmarks", "synthetic-landmarks.safetensors");
        using var reader = SafetensorsReader.Open(path);

        Assert.InRange(new FileInfo(path).Length, 1, 2_000_000);
        Assert.StartsWith("tools/GlGan.FeatureTraining landmarks ", reader.Metadata["command"]);
    }

    [Theory]
    [InlineData(0, 0.14)]
    [InlineData(30, 0.15)]
    [InlineData(60, 0.2)]
    public void Landmarks_of_rendered_people_are_found_from_boxes_that_are_not_exact(int yaw, double most)
    {
        var errors = Enumerable.Range(0, 24).Select(identity =>
        {
            var face = People.Render(identity, People.Probe(identity, yaw), 160, FaceTemplate.Ffhq512);
            var exact = FaceBox.Of(face.Landmarks);
            var sign = identity % 2 == 0 ? 1 : -1;
            var box = new FaceBox(exact.Middle + sign * exact.Size * new Vector2(0.1f, -0.08f), exact.Size * (1 + 0.15f * sign), exact.Angle + 0.2f * sign);
            return Error(_finder.Find(face.Image, box).Landmarks, face.Contours);
        }).ToArray();

        Assert.InRange(errors.Average(), 0, most);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(700)]
    public void Faces_of_any_size_and_turn_are_looked_at_as_they_stand(int size)
    {
        var face = People.Render(3, FaceView.Frontal, 256, FaceTemplate.Ffhq512);
        var turn = Matrix3x2.CreateRotation(2) * Matrix3x2.CreateScale(size / 256f);
        var corners = ((Vector2[])[new(0, 0), new(255, 0), new(0, 255), new(255, 255)]).Select(corner => Vector2.Transform(corner, turn)).ToArray();
        turn *= Matrix3x2.CreateTranslation(-corners.Aggregate(Vector2.Min));
        var extent = corners.Aggregate(Vector2.Max) - corners.Aggregate(Vector2.Min);
        var photo = Resampler.Warp(face.Image, turn, (int)extent.X, (int)extent.Y);

        var found = _finder.Refine(photo, new DetectedFace(face.Landmarks.Map(point => Vector2.Transform(point, turn))));

        Assert.InRange(Error(found.Contours!, face.Contours.Map(point => Vector2.Transform(point, turn))), 0, 0.15);
    }

    [Fact]
    public void What_is_hidden_may_be_farther_off()
    {
        var face = People.Render(4, FaceView.Frontal with { Yaw = 75 }, 160, FaceTemplate.Ffhq512);

        var estimate = _finder.Find(face.Image, FaceBox.Of(face.Landmarks));

        // The face looks to the right: its right side is hidden.
        Assert.True(estimate.Errors.Take(8).Average() > 0);
        Assert.True(estimate.Errors.Skip(42).Take(6).Average() > 1.1 * estimate.Errors.Skip(36).Take(6).Average());
    }

    [Fact]
    public void The_mirrored_photo_has_the_mirrored_landmarks()
    {
        var face = People.Render(6, FaceView.Frontal with { Yaw = 20 }, 160, FaceTemplate.Ffhq512);
        var box = FaceBox.Of(face.Landmarks);

        var found = _finder.Find(face.Image, box).Landmarks;
        var mirrored = _finder.Find(ImageFilters.Mirror(face.Image), box with { Middle = new Vector2(159 - box.Middle.X, box.Middle.Y), Angle = -box.Angle }).Landmarks.Mirror(160);

        Assert.All(found.Points.ToArray().Zip(mirrored.Points.ToArray(), Vector2.Distance), distance => Assert.InRange(distance, 0, 0.5f));
    }

    [Fact]
    public void The_same_photo_always_has_the_same_landmarks_from_any_number_of_threads()
    {
        var face = People.Render(8, FaceView.Frontal, 160, FaceTemplate.Ffhq512);
        var results = new FaceLandmarks68[6];

        Parallel.For(0, results.Length, i => results[i] = _finder.Refine(face.Image, new DetectedFace(face.Landmarks)).Contours!);

        Assert.All(results, result => Assert.Equal(results[0].Points, result.Points));
    }

    [Fact]
    public void A_search_leaves_no_tensor_behind_even_in_a_scope()
    {
        var face = People.Render(9, FaceView.Frontal, 160);
        _finder.Refine(face.Image, new DetectedFace(face.Landmarks));
        var before = LiveTensors.Settled();

        using (NewDisposeScope()) _finder.Refine(face.Image, new DetectedFace(face.Landmarks));

        Assert.Equal(before, LiveTensors.Settled());
    }

    [Fact]
    public void A_file_with_another_network_is_refused()
    {
        using var folder = new TemporaryFolder();
        using (var other = new FaceDetectionNetwork(seed: 1)) ModuleWeights.Save(other, folder.File("other.safetensors"));

        Assert.Throws<WeightMismatchException>(() => SyntheticLandmarkFinder.Load(folder.File("other.safetensors")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_box_without_a_size_is_refused(float size)
    {
        var error = Assert.Throws<ArgumentException>(() => _finder.Find(new ImageBuffer(8, 8), new FaceBox(Vector2.Zero, size)));

        Assert.Contains("size above 0", error.Message);
    }

    [Fact]
    public void Landmarks_of_any_image_are_finite()
    {
        foreach (var image in (ImageBuffer[])[new(1, 1), new(300, 2), new(64, 64)])
            Assert.All(_finder.Find(image, new FaceBox(new Vector2(-5, 4), 30)).Landmarks.Points.ToArray(), point => Assert.True(float.IsFinite(point.X + point.Y)));
    }

    private static double Error(FaceLandmarks68 found, FaceLandmarks68 known)
    {
        var five = known.ToFivePoints();
        return found.Points.ToArray().Zip(known.Points.ToArray(), Vector2.Distance).Average() / Vector2.Distance((five.LeftEye + five.RightEye) / 2, five.MouthCenter);
    }
}
