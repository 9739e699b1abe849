using System.Numerics;
using GlGan.Features;
using GlGan.FeatureTraining;
using GlGan.FeatureTraining.Detection;
using GlGan.FeatureTraining.People;
using GlGan.Rendering;
using GlGan.Serialization;
using GlGan.Tests.Cli;

namespace GlGan.Tests.Tools;

[Collection("Tensors")]
public sealed class TrainDetectorTests
{
    private static readonly SyntheticFaces People = new(seed: 5);

    private static readonly Cutout[] Cutouts = [.. Enumerable.Range(0, 8).Select(identity => Cutout.Render(People, identity, FaceView.Frontal))];

    [Fact]
    public void A_person_is_cut_out_of_any_background()
    {
        using var pixels = Cutouts[0].Image.PeekPixels();

        Assert.Equal(0, pixels.GetPixelColor(1, 1).Alpha);
        var nose = Cutouts[0].Landmarks.Nose;
        Assert.Equal(255, pixels.GetPixelColor((int)nose.X, (int)nose.Y).Alpha);
        using var labels = Cutouts[0].Labels.PeekPixels();
        Assert.Equal(0, labels.GetPixelColor(1, 1).Alpha);
        Assert.Equal(PartColor.Of(FacePart.Skin), labels.GetPixelColor((int)nose.X, (int)nose.Y));
    }

    [Fact]
    public void A_scene_is_the_same_whenever_it_is_composed_and_no_two_are_alike()
    {
        var (first, again, other) = (Scene.Compose(Cutouts, seed: 1, number: 4), Scene.Compose(Cutouts, seed: 1, number: 4), Scene.Compose(Cutouts, seed: 1, number: 5));

        Assert.Equal(first.Image.Pixels, again.Image.Pixels);
        Assert.Equal(first.Faces, again.Faces);
        Assert.NotEqual(first.Image.Pixels, other.Image.Pixels);
    }

    [Fact]
    public void Scenes_have_no_faces_or_several_of_all_sizes_most_of_them_upright()
    {
        var scenes = Enumerable.Range(0, 100).Select(number => Scene.Compose(Cutouts, seed: 2, number)).ToArray();
        var faces = scenes.SelectMany(scene => scene.Faces).ToArray();

        Assert.Contains(scenes, scene => scene.Faces.Count == 0);
        Assert.Contains(scenes, scene => scene.Faces.Count >= 3);
        Assert.InRange(faces.Min(face => face.Side), 8, 14);
        Assert.InRange(faces.Max(face => face.Side), 100, 200);
        Assert.InRange(faces.Count(face => face.IsUpright) / (double)faces.Length, 0.8, 0.99);
        Assert.All(faces.Where(face => face.IsUpright), face => Assert.True(face.Landmarks.MouthCenter.Y > (face.Landmarks.LeftEye.Y + face.Landmarks.RightEye.Y) / 2));
    }

    [Fact]
    public void A_batch_says_where_the_faces_are_and_nothing_of_cells_beside_them()
    {
        var options = new DetectorTrainingOptions { Seed = 3 };

        var batch = SceneBatch.Create(Cutouts, options, step: 0);

        const int Cells = SceneBatch.Columns * SceneBatch.Columns;
        var said = 0;
        for (var at = 0; at < batch.Scores.Length; at++)
        {
            if (batch.Scores[at] == 0) continue;
            var (scene, cell) = Math.DivRem(at, Cells);
            var values = Enumerable.Range(0, SceneBatch.Described).Select(i => batch.Values[(scene * SceneBatch.Described + i) * Cells + cell]).ToArray();
            var middle = FaceCells.Middle(cell % SceneBatch.Columns, cell / SceneBatch.Columns) + 32 * new Vector2(values[0], values[1]);
            Assert.Contains(Scene.Compose(Cutouts, options.Seed, scene).Faces, face => face.IsUpright && Vector2.Distance(face.Middle, middle) < 0.01f);
            Assert.Equal(1, batch.Weights[at]);
            said++;
        }

        Assert.InRange(said, 5, batch.Scores.Length / 10);
        Assert.InRange(batch.Weights.Average(), 0.7, 0.99);
    }

    [Fact]
    public void A_short_training_lowers_both_losses_and_leaves_nothing_behind()
    {
        var ticks = new Ticks();
        var options = new DetectorTrainingOptions { Images = 60 * 16 };
        var before = LiveTensors.Settled();

        using (var network = new FaceDetectionNetwork(options.Seed)) DetectorTrainer.Train(network, Cutouts, options, ticks, CancellationToken.None);

        Assert.Equal(before + Miscounted(), LiveTensors.Settled());
        Assert.Equal([320L, 640, 960], ticks.Select(tick => tick.Images));
        ticks.AssertFallen(DetectorTrainer.ScoreLoss, 0.9);
        ticks.AssertFallen(DetectorTrainer.PlaceLoss, 0.95);
    }

    [Fact]
    public void The_command_writes_a_detector_that_loads_and_a_sheet_to_look_at()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("detector.safetensors");

        Assert.Equal(0, Run("--out", file, "--images", "16", "--people", "4", "--seed", "3", "--sheet", folder.File("sheet.png")));

        SyntheticFaceDetector.Load(file).Dispose();
        using var reader = SafetensorsReader.Open(file);
        Assert.Equal("tools/GlGan.FeatureTraining detector --people 4 --images 16 --learning-rate 0.002 --seed 3", reader.Metadata["command"]);
        Assert.True(File.Exists(folder.File("sheet.png")));
    }

    [Fact]
    public void Too_few_people_or_images_are_an_error_that_names_both()
    {
        var error = CommandOutput.Refusal(() => Run("--out", "unused", "--images", "1", "--people", "0"));

        Assert.Contains("--people must be at least 1; got 0.", error);
        Assert.Contains("--images must be at least 16; got 1.", error);
    }

    private static int Run(params string[] arguments) => TrainFeaturesCommand.Invoke(["detector", .. arguments]);

    // What is counted of the network that was trained; this one is freed, too.
    private static long Miscounted()
    {
        using var network = new FaceDetectionNetwork(seed: 1);
        return LiveTensors.Miscounted(network, network);
    }
}
