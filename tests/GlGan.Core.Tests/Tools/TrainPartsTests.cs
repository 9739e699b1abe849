using GlGan.FeatureTraining;
using GlGan.FeatureTraining.Parts;
using GlGan.FeatureTraining.People;
using GlGan.Rendering;
using GlGan.Serialization;

namespace GlGan.Tests.Tools;

[Collection("Tensors")]
public sealed class TrainPartsTests
{
    private static readonly Cutout[] Cutouts = [.. Enumerable.Range(0, 8).Select(identity => Cutout.Render(new SyntheticFaces(seed: 5), identity, FaceView.Frontal))];

    [Fact]
    public void Portraits_show_every_part_that_neutral_faces_have()
    {
        var parts = Enumerable.Range(0, 60).SelectMany(number => PartsBatch.Portrait(Cutouts, seed: 1, number).Parts).ToHashSet();

        FacePart[] rare = [FacePart.Glasses, FacePart.Mouth];
        Assert.Equal(Enum.GetValues<FacePart>().Except(rare), parts.Except(rare).Order());
    }

    [Fact]
    public void A_short_training_lowers_the_entropy()
    {
        var ticks = new Ticks();
        var options = new PartsTrainingOptions { Images = 60 * 16 };

        using (var network = new FacePartsNetwork(options.Seed))
        {
            network.BeginWithTheDetector();
            PartsTrainer.Train(network, Cutouts, options, ticks, CancellationToken.None);
        }

        ticks.AssertFallen(PartsTrainer.EntropyLoss, 0.8);
    }

    [Fact]
    public void The_command_writes_a_network()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("parts.safetensors");

        Assert.Equal(0, TrainFeaturesCommand.Invoke(["parts", "--out", file, "--images", "16", "--people", "4", "--seed", "3"]));

        using var network = new FacePartsNetwork(seed: 1);
        ModuleWeights.Load(network, file);
    }
}
