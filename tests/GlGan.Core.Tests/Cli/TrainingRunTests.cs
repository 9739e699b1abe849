using GlGan.Batches;
using GlGan.Cli.Training;
using GlGan.Generators;
using GlGan.Imaging;
using GlGan.Pairs;
using GlGan.Rendering;
using GlGan.Synthesis;
using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Tests.Cli;

[Collection("Tensors")]
public sealed class TrainingRunTests
{
    [Fact]
    public void The_grid_shows_the_exported_model_and_not_the_best_checkpoint()
    {
        using var folder = new TemporaryFolder();
        var task = new FrontalViewTask(new SyntheticFaces(1), new() { ImageSize = 32, IdentityCount = 8, Prior = true });
        var run = new TrainingRun
        {
            Recipe = GlGanPreset.Tiny.Recipe with { Phases = TrainingPhase.JointOnly(32), TickImages = 8, AverageHalfLifeImages = 0, BatchSize = 8 },
            Purpose = ModelPurpose.Frontal,
            Device = CPU,
            Folder = folder.FullPath,
            Checkpoints = new() { EveryImages = 8, BestBy = "falling" },
            Scores = [new Falling()],
        };

        run.Execute(new FacePairs(task, task), TestContext.Current.CancellationToken);

        var drawn = ImageFile.Load(folder.File("grid.png")).Pixels;
        Assert.Equal(Grid(run.ModelPath, images: 32), drawn);
        Assert.NotEqual(Grid(run.BestModelPath, images: 0), drawn);

        byte[] Grid(string path, long images)
        {
            using var model = GlGanModel.Load(path);
            using var loader = new BatchLoader(task, new() { BatchSize = 8 });
            using var batch = new LoaderBatchSource(loader, CPU).Next(TestContext.Current.CancellationToken);
            Assert.Equal(images, model.Info.ImagesTrained);
            return SampleGrid.Draw(model.Generator, batch).Pixels;
        }
    }

    /// <summary>The first checkpoint is the best.</summary>
    private sealed class Falling : ICheckpointScore
    {
        private double _value;

        public string Name => "falling";

        public bool HigherIsBetter => true;

        public double Measure(FaceGenerator generator) => _value--;
    }
}
