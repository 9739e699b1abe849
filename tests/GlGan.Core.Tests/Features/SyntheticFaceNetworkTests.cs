using System.Numerics;
using GlGan.Faces;
using GlGan.Features;
using GlGan.Imaging;
using GlGan.Serialization;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Tests.Features;

/// <summary>The people are those of another population than the training's, from 0 up.</summary>
[Collection("Tensors")]
public sealed class SyntheticFaceNetworkTests(SyntheticFaceNetworkFixture fixture) : IClassFixture<SyntheticFaceNetworkFixture>, IDisposable
{
    private const string FileName = "synthetic-face-network.safetensors", TeacherFileName = "synthetic-face-teacher.safetensors";

    private readonly IDisposable _scope = NewDisposeScope();
    private readonly SyntheticFaceNetwork _network = fixture.Network;

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(FileName, "tools/GlGan.FeatureTraining --network Residual ")]
    [InlineData(TeacherFileName, "tools/GlGan.FeatureTraining --network Plain ")]
    public void The_file_is_small_and_says_how_it_was_made(string file, string command)
    {
        var path = RepositoryFiles.At("src", "GlGan.Core", "Features", file);
        using var reader = SafetensorsReader.Open(path);

        Assert.InRange(new FileInfo(path).Length, 1, 2_000_000);
        Assert.StartsWith(command, reader.Metadata["command"]);
        Assert.Equal(["command", "format", "images", "version", "what"], reader.Metadata.Keys.Order());
    }

    [Theory]
    [InlineData(FileName)]
    [InlineData(TeacherFileName)]
    public void Keys_and_shapes_are_the_approved_ones(string file)
    {
        using var reader = SafetensorsReader.Open(RepositoryFiles.At("src", "GlGan.Core", "Features", file));

        Assert.Equal(
            File.ReadLines(RepositoryFiles.At("tests", "GlGan.Core.Tests", "Features", "Approved", Path.ChangeExtension(file, ".txt"))),
            reader.Names.Select(name => $"{name} [{string.Join(", ", reader.Info(name).Shape)}]"));
    }

    [Fact]
    public void The_features_are_four_maps_and_an_embedding_of_length_1()
    {
        var features = _network.Features(TensorImages.FromImages(fixture.Gallery.Images[..3]));

        Assert.Equal(
            [[3, 24, 32, 32], [3, 48, 16, 16], [3, 96, 8, 8], [3, 96, 4, 4], [3, SyntheticFaceNetwork.EmbeddingLength]],
            features.Select(feature => feature.shape));
        TensorAssert.Close(ones(3), features[^1].norm(1), 1e-5);
    }

    [Fact]
    public void The_teachers_features_are_five_maps_and_an_embedding_of_length_1()
    {
        using var teacher = SyntheticFaceNetwork.LoadTeacher();

        var features = teacher.Features(TensorImages.FromImages(fixture.Gallery.Images[..3]));

        Assert.Equal(
            [[3, 12, 64, 64], [3, 24, 32, 32], [3, 48, 16, 16], [3, 96, 8, 8], [3, 96, 4, 4], [3, SyntheticFaceNetwork.EmbeddingLength]],
            features.Select(feature => feature.shape));
        TensorAssert.Close(ones(3), features[^1].norm(1), 1e-5);
    }

    [Fact]
    public void A_network_outlives_the_scope_it_was_loaded_in()
    {
        SyntheticFaceNetwork network;
        using (NewDisposeScope()) network = SyntheticFaceNetwork.LoadTeacher();
        using (network) Assert.Equal(6, network.Features(TensorImages.FromImages(fixture.Gallery.Images[..1])).Count);
    }

    [Theory]
    [InlineData(0, 0.9)]
    [InlineData(30, 0.88)]
    [InlineData(60, 0.85)]
    [InlineData(90, 0.65)]
    public void A_person_is_found_among_frontal_views_of_64(int yaw, double atLeast) => Assert.InRange(Rank1(fixture.Views(yaw).Images), atLeast, 1);

    [Fact]
    public void Blur_noise_and_other_colours_hide_nobody()
    {
        var random = new Random(1);
        ImageBuffer[] clean = fixture.Gallery.Images;

        Assert.InRange(Rank1([.. clean.Select(image => ImageFilters.GaussianBlur(image, 1))]), 0.96, 1);
        Assert.InRange(Rank1(Changed((value, _) => value + 25.5 * (random.NextDouble() + random.NextDouble() - 1))), 0.96, 1);
        Assert.InRange(Rank1(Changed((value, channel) => value * (1.05 - 0.05 * channel) + 5 - 5 * channel)), 0.96, 1);

        ImageBuffer[] Changed(Func<double, int, double> change) => Array.ConvertAll(clean, image =>
            new ImageBuffer(image.Width, image.Height, [.. image.Pixels.Select((value, i) => (byte)Math.Round(Math.Clamp(change(value, i % 3), 0, 255)))]));
    }

    [Theory]
    [InlineData(0, 64, 0.085)]
    [InlineData(60, 64, 0.1)]
    [InlineData(0, 128, 0.085)]
    public void Landmarks_are_found_within_a_share_of_the_distance_from_eyes_to_mouth(int yaw, int size, double atMost)
    {
        var (images, truths) = fixture.Views(yaw, size);

        var found = _network.Landmarks(images);

        Assert.InRange(found.Zip(truths, Error).Average(), 0.001, atMost);

        double Error(FaceLandmarks points, FaceLandmarks truth) =>
            points.ToArray().Zip(truth.ToArray(), Vector2.Distance).Average() / Vector2.Distance((truth.LeftEye + truth.RightEye) / 2, truth.MouthCenter);
    }

    [Fact]
    public void Images_of_another_size_are_judged_as_when_resized_before()
    {
        var large = fixture.Views(30, 128).Images[..8];

        var embeddings = _network.Embed(large);
        var resized = _network.Embed([.. large.Select(image => Resampler.Resize(image, 64, 64))]);

        Assert.All(embeddings.Zip(resized, Cosine), cosine => Assert.InRange(cosine, 0.999, 1.001));
    }

    [Fact]
    public void Features_of_several_threads_at_once_are_those_of_one()
    {
        var expected = _network.Embed(fixture.Gallery.Images);
        var received = new IReadOnlyList<float[]>[4];

        Parallel.For(0, received.Length, i => received[i] = _network.Embed(fixture.Gallery.Images));

        Assert.All(received, embeddings => Assert.Equal(expected, embeddings));
    }

    [Fact]
    public void Gradients_reach_the_images_and_not_the_weights()
    {
        var images = TensorImages.FromImages(fixture.Gallery.Images[..2]).requires_grad_(true);

        _network.Features(images).Select(feature => feature.pow(2).mean()).Aggregate((sum, next) => sum + next).backward();

        Assert.InRange(images.grad!.abs().max().item<float>(), 1e-6f, float.MaxValue);
        Assert.All(_network.Features(images.detach()), feature => Assert.False(feature.requires_grad));
    }

    [Fact]
    public void Only_the_features_stay_alive()
    {
        var images = TensorImages.FromImages(fixture.Gallery.Images[..2]);
        foreach (var feature in _network.Features(images)) feature.Dispose();
        var before = LiveTensors.Settled();

        var features = _network.Features(images);
        _network.Embed(fixture.Gallery.Images);
        _network.Landmarks(fixture.Gallery.Images);

        Assert.Equal(before + features.Count, LiveTensors.Now());
    }

    [Fact]
    public void A_file_of_another_network_is_refused()
    {
        using var folder = new TemporaryFolder();
        SafetensorsWriter.Write(folder.File("other.safetensors"), new Dictionary<string, Tensor> { ["stem.conv.weight"] = zeros(1) });

        Assert.Throws<WeightMismatchException>(() => SyntheticFaceNetwork.Load(folder.File("other.safetensors")));
    }

    [Fact]
    public void Images_the_network_cannot_take_are_named_with_their_shape() =>
        Assert.Contains("[*, 3, *, *]; got [1, 1, 64, 64]", Assert.Throws<ArgumentException>("images", () => _network.Features(zeros(1, 1, 64, 64))).Message);

    private double Rank1(ImageBuffer[] probes)
    {
        var gallery = _network.Embed(fixture.Gallery.Images);
        var found = _network.Embed(probes).Where((probe, i) => gallery.Index().MaxBy(candidate => Cosine(probe, candidate.Item)).Index == i);
        return (double)found.Count() / probes.Length;
    }

    private static double Cosine(float[] first, float[] second) => first.Zip(second, (a, b) => (double)a * b).Sum();
}
