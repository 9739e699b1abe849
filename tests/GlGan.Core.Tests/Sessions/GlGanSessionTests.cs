using GlGan.Data;
using GlGan.Editing;
using GlGan.Evaluation;
using GlGan.Faces;
using GlGan.Generators;
using GlGan.Losses;
using GlGan.Synthesis;
using GlGan.Tests.Synthesis;
using GlGan.Tests.Training;
using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Tests.Sessions;

[Collection("Tensors")]
public sealed class GlGanSessionTests : IDisposable
{
    private static readonly SyntheticFace Person = new SyntheticFaces(1).Render(3, FaceView.Frontal, 64, FaceTemplate.TpGan128);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void From_rendered_faces_to_a_model_file_a_measurement_and_an_image()
    {
        var path = _folder.File("model.safetensors");
        using var session = Tiny().UseSyntheticFaces().WithImages(8).Build();

        var result = session.Train(TestContext.Current.CancellationToken);
        var evaluation = session.Evaluate(2, cancellationToken: TestContext.Current.CancellationToken);
        var image = session.Synthesizer.Synthesize([Request])[0];
        session.Save(path);

        Assert.Equal(8, result.Images);
        Assert.Equal(2 * EvaluationSet.StandardYaws.Count, evaluation.Set.Labels.Count);
        Assert.Equal(["psnr", "ssim"], evaluation.Output.All.Means.Keys.Order());
        using var model = GlGanModel.Load(path);
        Assert.Equal(ModelTask.Frontal, model.Info.Task);
        Assert.Equal(8, model.Info.ImagesTrained);

        // A model's synthesiser runs folded weights, which round differently.
        var again = model.CreateSynthesizer().Synthesize([Request])[0];
        Assert.All(image.Pixels.Zip(again.Pixels), pixel => Assert.InRange(Math.Abs(pixel.First - pixel.Second), 0, 1));
    }

    [Fact]
    public void A_session_trains_as_its_parts_do_by_hand()
    {
        using var session = Tiny().UseSyntheticFaces(5).WithSeed(7).WithImages(8).AddLoss(new TotalVariationLoss(), 0.5).Build();
        session.Train(TestContext.Current.CancellationToken);

        using var generator = new GlGanGenerator(GlGanPreset.Tiny.Generator, 7);
        var discriminators = GlGanPreset.Tiny.Discriminators.Create(GlGanPreset.Tiny.Generator.Regions, 8);
        var objective = new TrainingObjective { Terms = [.. new TrainingObjective().Terms, new(new TotalVariationLoss(), 0.5)] };
        using var trainer = new GanTrainer(generator, discriminators, objective, new() { Seed = 7, Phases = TrainingPhase.JointThenFineTuning(8) });
        var pairs = new FrontalViewTask(new SyntheticFaces(5), new() { ImageSize = 32, FirstIdentity = 10_000, IdentityCount = int.MaxValue - 10_000 });
        using (var loader = new BatchLoader(pairs, new() { BatchSize = 2 })) trainer.Train(new LoaderBatchSource(loader, CPU), TestContext.Current.CancellationToken);

        Assert.Empty(TrainingRig.Changed(TrainingRig.Snapshot(trainer.Average), session.Generator));
        foreach (var discriminator in discriminators) discriminator.Dispose();
    }

    [Fact]
    public void Stopped_and_resumed_it_ends_with_the_same_bits()
    {
        using var straight = Tiny().UseSyntheticFaces().WithImages(12).Build();
        straight.Train(TestContext.Current.CancellationToken);
        using (var stop = new CancellationTokenSource())
        {
            var stopAtTick = new TickRecorder(tick => { if (tick.Images >= 4) stop.Cancel(); });
            using var first = Resumable().AddObserver(stopAtTick).Build();
            Assert.True(first.Train(stop.Token).Canceled);
        }

        using var second = Resumable().Build();
        Assert.InRange(second.Resume()!.Value, 4, 11);
        second.Train(TestContext.Current.CancellationToken);

        Assert.Empty(TrainingRig.Changed(TrainingRig.Snapshot(straight.Generator), second.Generator));

        GlGanBuilder Resumable() => Tiny().UseSyntheticFaces().WithTraining(options => options with { TickImages = 2 }).WithImages(12).UseCheckpoints(_folder.FullPath);
    }

    [Fact]
    public void Every_part_can_be_the_users_own()
    {
        var (observer, loss) = (new TickRecorder(), new CountingLoss());
        using var dataset = new SyntheticDataset(new SyntheticFaces(1), new() { Count = 6, ImageSize = 32 });
        using var session = Tiny()
            .UseGenerator((options, seed) => new GlGanGenerator(options, seed + 40))
            .UseDataset(dataset)
            .UseEvaluationDataset(dataset)
            .UseAdversarialLoss(new HingeLoss(), 0.5)
            .WithoutDefaultLosses()
            .AddLoss(new PixelLoss(), 10)
            .AddLoss(loss, 1)
            .AddPhase(new TrainingPhase("only", TrainedNetworks.All, 4))
            .AddMetric(new ImageMetric("brightness", true, (images, _) => [.. images.Images.Select(image => image.Pixels.Average(value => (double)value))]))
            .UseCheckpoints(_folder.FullPath, new() { BestMetric = "brightness" })
            .UseSwapMethod(synthesizer => new NetworkSwap(synthesizer))
            .UseSwapOptions(new SwapOptions { Blender = new RedBlender() })
            .AddObserver(observer)
            .Build();

        session.Train(TestContext.Current.CancellationToken);

        Assert.Equal("only", observer.Ticks[^1].Phase);
        Assert.Equal(["counting", "pixel"], observer.Ticks[^1].Losses.Keys.Where(name => name is "counting" or "pixel" or "feature_matching").Order());
        Assert.NotNull(new CheckpointStore(_folder.FullPath, new() { BestMetric = "brightness" }).Best());
        Assert.Equal(6, session.Evaluate(6, cancellationToken: TestContext.Current.CancellationToken).Set.Labels.Count);
        RedBlender.AssertMade(session.Editor.Swap(Person.Image, Face, Person.Image, [Face]));
    }

    [Fact]
    public void A_model_is_trained_further_and_counts_its_images_on()
    {
        var path = _folder.File("model.safetensors");
        using (var first = Tiny().UseSyntheticFaces().WithImages(4).Build())
        {
            first.Train(TestContext.Current.CancellationToken);
            first.Save(path);
        }

        using (var second = Tiny().UseModel(path).UseSyntheticFaces().WithImages(6).Build())
        {
            second.Train(TestContext.Current.CancellationToken);
            second.Save(path);
        }

        using var model = GlGanModel.Load(path);
        Assert.Equal(10, model.Info.ImagesTrained);
    }

    [Fact]
    public void A_model_alone_synthesises_and_what_it_cannot_do_it_says()
    {
        var path = TinyModel.Save(_folder, 3);
        using var session = new GlGanBuilder().UseModel(path).UseDevice("cpu").Build();

        Assert.Equal(32, session.Synthesizer.Synthesize([Request])[0].Width);
        Assert.Contains("call UseSyntheticFaces, UseDataset", Assert.Throws<InvalidOperationException>(() => session.Train(TestContext.Current.CancellationToken)).Message);
        Assert.Contains("call UseEvaluationDataset", Assert.Throws<InvalidOperationException>(() => session.Evaluate(1, cancellationToken: TestContext.Current.CancellationToken)).Message);
    }

    [Fact]
    public void A_model_is_measured_on_data_without_anything_to_train_against()
    {
        var path = TinyModel.Save(_folder, 3);
        using var session = new GlGanBuilder().UseModel(path).UseSyntheticFaces().Build();

        Assert.Equal(7, session.Evaluate(1, cancellationToken: TestContext.Current.CancellationToken).Set.Labels.Count);
        Assert.Contains("call UsePreset, UseDiscriminators", Assert.Throws<InvalidOperationException>(() => session.Train(TestContext.Current.CancellationToken)).Message);
    }

    [Fact]
    public void A_model_of_another_task_than_the_data_is_refused()
    {
        var path = TinyModel.Save(_folder, 3, ModelTask.Region);

        var problem = Assert.Throws<InvalidOperationException>(() => Tiny().UseModel(path).UseSyntheticFaces().Build());

        Assert.Contains("trained for the task Region, the data are for Frontal", problem.Message);
    }

    [Fact]
    public void A_session_leaves_no_tensor_behind()
    {
        Run();
        using var like = new TrainingRig();
        var before = LiveTensors.Settled();

        Run();

        Assert.Equal(before + LiveTensors.Miscounted([.. like.Networks, like.Generator]), LiveTensors.Now());

        void Run()
        {
            using var session = Tiny().UseSyntheticFaces().WithImages(4).Build();
            session.Train(TestContext.Current.CancellationToken);
            session.Synthesizer.Synthesize([Request]);
        }
    }

    private static DetectedFace Face => new(Person.Landmarks);

    private static SynthesisRequest Request => new(Person.Image, Person.Landmarks);

    private static GlGanBuilder Tiny() => new GlGanBuilder().UsePreset(GlGanPreset.Tiny).UseDevice("cpu").WithLoading(new() { BatchSize = 2 });
}
