using System.Numerics;
using GlGan.Faces;
using GlGan.Features;
using GlGan.FeatureTraining;
using GlGan.FeatureTraining.Landmarks;
using GlGan.FeatureTraining.People;
using GlGan.Imaging;
using GlGan.Rendering;
using GlGan.Serialization;
using GlGan.Tests.Cli;

namespace GlGan.Tests.Tools;

[Collection("Tensors")]
public sealed class TrainLandmarksTests
{
    private static readonly SyntheticFaces People = new(seed: 5);

    private static readonly Cutout[] Cutouts = [.. Enumerable.Range(0, 8).Select(identity => Cutout.Render(People, identity, FaceView.Frontal))];

    [Fact]
    public void A_portrait_is_the_same_whenever_it_is_composed_and_no_two_are_alike()
    {
        var (first, again, other) = (LandmarkBatch.Portrait(Cutouts, seed: 1, number: 4), LandmarkBatch.Portrait(Cutouts, seed: 1, number: 4), LandmarkBatch.Portrait(Cutouts, seed: 1, number: 5));

        Assert.Equal(first.Image.Pixels, again.Image.Pixels);
        Assert.Equal(first.Contours.Points, again.Contours.Points);
        Assert.NotEqual(first.Image.Pixels, other.Image.Pixels);
    }

    [Fact]
    public void Faces_lie_about_the_middle_and_have_about_the_size_that_the_network_expects()
    {
        var boxes = Enumerable.Range(0, 60).Select(number => FaceBox.Of(LandmarkBatch.Portrait(Cutouts, seed: 2, number).Contours.ToFivePoints())).ToArray();

        var middle = new Vector2((LandmarkNetwork.ImageSize - 1) / 2f);
        Assert.All(boxes, box => Assert.InRange(Vector2.Distance(box.Middle, middle), 0, 0.4f * LandmarkNetwork.FaceSide));
        Assert.InRange(boxes.Average(box => box.Size), 0.85f * LandmarkNetwork.FaceSide, 1.15f * LandmarkNetwork.FaceSide);
        Assert.Contains(boxes, box => box.Angle > 0.2f);
        Assert.Contains(boxes, box => box.Angle < -0.2f);
    }

    [Fact]
    public void Left_and_right_keep_their_names_in_mirrored_portraits()
    {
        Assert.All(Enumerable.Range(0, 40).Select(number => LandmarkBatch.Portrait(Cutouts, seed: 3, number).Contours.ToFivePoints()), five =>
        {
            Assert.True(five.LeftEye.X < five.RightEye.X);
            Assert.True(five.LeftMouth.X < five.RightMouth.X);
        });
    }

    [Fact]
    public void The_skin_lies_between_the_landmarks_of_the_jaw()
    {
        var skin = Enumerable.Range(0, 40).Average(number =>
        {
            var portrait = LandmarkBatch.Portrait(Cutouts, seed: 4, number);
            var cheek = (portrait.Contours.Points[3] + portrait.Contours.Points[31]) / 2;
            return portrait.Parts[(int)cheek.Y * portrait.Image.Width + (int)cheek.X] is FacePart.Skin or FacePart.Hair or FacePart.Occluder ? 1 : 0;
        });

        Assert.InRange(skin, 0.95, 1);
    }

    [Fact]
    public void A_short_training_lowers_the_distance_and_leaves_nothing_behind()
    {
        var ticks = new Ticks();
        var options = new LandmarkTrainingOptions { Images = 60 * 32 };
        var before = LiveTensors.Settled();

        using (var network = new LandmarkNetwork(options.Seed))
        {
            network.BeginWithTheDetector();
            LandmarkTrainer.Train(network, Cutouts, options, ticks, CancellationToken.None);
        }

        Assert.Equal(before + Miscounted(), LiveTensors.Settled());
        ticks.AssertFallen(LandmarkTrainer.DistanceLoss, 0.8);
    }

    [Fact]
    public void The_command_writes_a_network_and_another_one_fits_it_to_an_annotation()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("landmarks.safetensors"), fitted = folder.File("fitted.safetensors");
        Directory.CreateDirectory(folder.File("photos"));
        var faces = Enumerable.Range(0, 3).Select(identity => People.Render(identity, FaceView.Frontal, 96)).ToArray();
        for (var i = 0; i < faces.Length; i++) ImageFile.Save(folder.File($"photos/{i}.png"), faces[i].Image);
        LandmarksCsv.Write(folder.File("photos/landmarks.csv"), faces.Index().ToDictionary(face => $"{face.Index}.png", face => (IReadOnlyList<DetectedFace>)[new DetectedFace(face.Item.Contours)]));

        Assert.Equal(0, Run("landmarks", "--out", file, "--images", "32", "--people", "4", "--seed", "3"));
        Assert.Equal(0, Run("convention", "--network", file, "--photos", folder.File("photos"), "--out", fitted));

        using var reader = SafetensorsReader.Open(fitted);
        Assert.Equal("tools/GlGan.FeatureTraining landmarks --people 4 --images 32 --learning-rate 0.002 --seed 3", reader.Metadata["command"]);
        Assert.Equal("medians of 3 faces", reader.Metadata["convention"]);
        Assert.InRange(new FileInfo(fitted).Length, 1, 0.55 * new FileInfo(file).Length);
        Assert.True(Error(fitted, faces) < 0.8 * Error(file, faces));
    }

    [Fact]
    public void Photos_without_68_landmarks_are_refused()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("landmarks.safetensors");
        Directory.CreateDirectory(folder.File("photos"));
        var face = People.Render(0, FaceView.Frontal, 96);
        ImageFile.Save(folder.File("photos/a.png"), face.Image);
        using (var network = new LandmarkNetwork(seed: 1)) ModuleWeights.Save(network, file);

        Assert.Contains("no landmarks file", Refusal());
        LandmarksCsv.Write(folder.File("photos/landmarks.csv"), new Dictionary<string, IReadOnlyList<DetectedFace>> { ["a.png"] = [new DetectedFace(face.Landmarks)] });
        Assert.Contains("a.png has no 68 landmarks", Refusal());

        string Refusal() => CommandOutput.Refusal(() => Run("convention", "--network", file, "--photos", folder.File("photos"), "--out", folder.File("fitted")));
    }

    private static double Error(string network, SyntheticFace[] faces)
    {
        using var finder = SyntheticLandmarkFinder.Load(network);
        return faces.Average(face => finder.Refine(face.Image, new DetectedFace(face.Landmarks)).Contours!.Points.ToArray().Zip(face.Contours.Points.ToArray(), Vector2.Distance).Average());
    }

    private static int Run(params string[] arguments) => TrainFeaturesCommand.Invoke(arguments);

    // What is counted of the network that was trained and of the detector that it began with; these are freed, too.
    private static long Miscounted()
    {
        using var network = new LandmarkNetwork(seed: 1);
        using var detector = new FaceDetectionNetwork(seed: 1);
        return LiveTensors.Miscounted(network, network, detector, detector);
    }
}
