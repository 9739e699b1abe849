using GlGan.Features;
using GlGan.FeatureTraining;
using GlGan.Imaging;
using GlGan.Serialization;
using GlGan.Tests.Cli;
using static TorchSharp.torch;

namespace GlGan.Tests.Tools;

[Collection("Tensors")]
public sealed class TrainFeaturesTests
{
    [Fact]
    public void A_short_training_lowers_both_losses_and_leaves_nothing_behind()
    {
        var options = new FeatureTrainingOptions { Identities = 16, Views = 2, BatchIdentities = 8, Images = 16 * 60 };
        var faces = FaceCollection.Render(options, null, CancellationToken.None);
        var ticks = new Ticks();
        var before = LiveTensors.Settled();

        using (var network = new FaceNetwork(options.Seed)) FeatureTrainer.Train(network, faces, options, CPU, ticks, CancellationToken.None);

        Assert.Equal(before + Miscounted(), LiveTensors.Settled());
        Assert.Equal([320L, 640, 960], ticks.Select(tick => tick.Images));
        ticks.AssertFallen(FeatureTrainer.IdentityLoss, 0.9);
        ticks.AssertFallen(FeatureTrainer.LandmarkLoss, 0.9);
    }

    [Fact]
    public void A_training_that_is_stopped_leaves_nothing_behind()
    {
        var options = new FeatureTrainingOptions { Identities = 8, Views = 2, BatchIdentities = 8, Images = 16 };
        var faces = FaceCollection.Render(options, null, CancellationToken.None);
        var before = LiveTensors.Settled();

        using (var network = new FaceNetwork(options.Seed))
            Assert.Throws<OperationCanceledException>(() => FeatureTrainer.Train(network, faces, options, CPU, new Ticks(), new CancellationToken(canceled: true)));

        Assert.Equal(before + Miscounted(), LiveTensors.Settled());
    }

    [Theory]
    [InlineData("blocked/features.safetensors")]
    [InlineData("folder")]
    public void A_file_that_cannot_be_written_is_said_before_people_are_rendered(string output)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("blocked"), "in the way");
        Directory.CreateDirectory(folder.File("folder"));

        var error = Refusal("--out", folder.File(output), "--images", "256", "--identities", "64", "--from", folder.File("nowhere"));

        Assert.Contains(Path.GetFileName(Path.GetDirectoryName(folder.File(output)) == folder.FullPath ? output : "blocked"), error);
        Assert.DoesNotContain("nowhere", error);
    }

    [Fact]
    public void The_command_writes_a_network_that_loads()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("features.safetensors");

        var exitCode = Run(["--out", file, "--images", "256", "--identities", "64", "--seed", "3"]);

        Assert.Equal(0, exitCode);
        using var network = SyntheticFaceNetwork.Load(file);
        Assert.Single(network.Embed([new ImageBuffer(64, 64)]));
        using var reader = SafetensorsReader.Open(file);
        Assert.Equal("tools/GlGan.FeatureTraining --network Residual --identities 64 --images 256 --learning-rate 0.002 --seed 3", reader.Metadata["command"]);
    }

    [Fact]
    public void Too_few_people_or_images_are_an_error_that_names_both()
    {
        var error = Refusal("--out", "unused", "--images", "255", "--identities", "63");

        Assert.Contains("--identities must be at least 64; got 63.", error);
        Assert.Contains("--images must be at least 256; got 255.", error);
    }

    [Fact]
    public void The_identity_loss_is_the_cross_entropy_of_each_pair_against_all_views_of_others()
    {
        using var scope = NewDisposeScope();
        using var contrast = new IdentityContrast(people: 2, views: 2, CPU);
        var embeddings = tensor(new float[,] { { 1, 0 }, { 0, 1 }, { 0.6f, 0.8f }, { 0.8f, 0.6f } });

        // Scale 20, margin 0.1; cosines by hand.
        double first = Pair(0, 0.6, 0.8), second = Pair(0, 0.8, 0.6), third = Pair(0.96, 0.6, 0.8);

        Assert.Equal((first + second + 2 * third) / 4, contrast.Compute(embeddings).item<float>(), 4);

        static double Pair(double cosine, params double[] others) => Math.Log(1 + others.Sum(other => Math.Exp(20 * (other - cosine + 0.1))));
    }

    private static int Run(string[] arguments) => TrainFeaturesCommand.Invoke(arguments);

    private static string Refusal(params string[] arguments) => CommandOutput.Refusal(() => Run(arguments));

    // What is counted of a network that was trained and its average; this one is freed, too.
    private static long Miscounted()
    {
        using var network = new FaceNetwork(seed: 1);
        return LiveTensors.Miscounted(network, network);
    }
}
