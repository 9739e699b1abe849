using GlGan.Batches;
using GlGan.Datasets;
using GlGan.Evaluation;
using GlGan.Faces;
using GlGan.Features;
using GlGan.Generators;
using GlGan.Losses;
using GlGan.Pairs;
using GlGan.Rendering;
using GlGan.Synthesis;
using GlGan.Tests.Pairs;
using GlGan.Tests.Synthesis;
using GlGan.Tests.Training;
using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Tests.Building;

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
        Assert.Equal(ModelPurpose.Frontal, model.Info.Purpose);
        Assert.Equal(8, model.Info.ImagesTrained);

        Assert.Equal(image.Pixels, model.CreateSynthesizer().Synthesize([Request])[0].Pixels);
    }

    [Fact]
    public void A_session_trains_as_its_parts_do_by_hand()
    {
        using var session = Tiny().UseSyntheticFaces(5).WithSeed(7).WithImages(8).AddLoss(new TotalVariationLoss(), 0.5).Build();
        session.Train(TestContext.Current.CancellationToken);

        using var generator = new GlGanGenerator(GlGanPreset.Tiny.Generator.For(ModelPurpose.Frontal), 7);
        var discriminators = GlGanPreset.Tiny.Discriminators.Create(GlGanPreset.Tiny.Generator.Regions, 8);
        var recipe = GlGanPreset.Tiny.Recipe.WithImages(8) with { Seed = 7 };
        using var trainer = new GanTrainer(
            generator, discriminators, recipe with { Objective = recipe.Objective with { Terms = [.. recipe.Objective.Terms, new(new TotalVariationLoss(), 0.5)] } });
        var pairs = new FrontalViewTask(new SyntheticFaces(5), new() { ImageSize = 32, Prior = true, FirstIdentity = 10_000, IdentityCount = int.MaxValue - 10_000 });
        using (var loader = new BatchLoader(pairs, new() { BatchSize = 2 })) trainer.Train(new LoaderBatchSource(loader, CPU), TestContext.Current.CancellationToken);

        Assert.Empty(TrainingRig.Changed(TrainingRig.Snapshot(trainer.Average), session.Generator));
        foreach (var discriminator in discriminators) discriminator.Dispose();
    }

    [OnTheCpu("there alone a training goes on to the last bit.")]
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

        GlGanBuilder Resumable() => Tiny().UseSyntheticFaces().WithRecipe(recipe => recipe with { TickImages = 2 }).WithImages(12).UseCheckpoints(_folder.FullPath);
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
            .UsePhases(new TrainingPhase("only", TrainedNetworks.All, 4))
            .AddScore(new ImageMetric("brightness", true, (images, _) => [.. images.Images.Select(image => image.Pixels.Average(value => (double)value))]))
            .UseCheckpoints(_folder.FullPath, new() { BestBy = "brightness" })
            .AddObserver(observer)
            .Build();

        session.Train(TestContext.Current.CancellationToken);

        Assert.Equal("only", observer.Ticks[^1].Phase);
        Assert.Equal(["counting", "pixel"], observer.Ticks[^1].Losses.Keys.Where(name => name is "counting" or "pixel" or "feature_matching").Order());
        Assert.NotNull(new CheckpointStore(_folder.FullPath, new() { BestBy = "brightness" }).Best());
        Assert.Equal(6, session.Evaluate(6, cancellationToken: TestContext.Current.CancellationToken).Set.Labels.Count);
    }

    [Fact]
    public void By_a_distance_the_checkpoint_with_the_smallest_is_kept()
    {
        using var session = Tiny().UseSyntheticFaces().WithImages(8).WithRecipe(recipe => recipe with { TickImages = 2 })
            .AddScore(ImageMetric.Perceptual(new PixelFeatureNetwork()))
            .UseCheckpoints(_folder.FullPath, new() { EveryImages = 2, KeepLast = 20, BestBy = "perceptual" })
            .Build();

        var result = session.Train(TestContext.Current.CancellationToken);

        var store = new CheckpointStore(_folder.FullPath, new() { BestBy = "perceptual" });
        var measured = store.List().ToDictionary(path => path, path => CheckpointStore.Verify(path).Scores["perceptual"].Value);
        Assert.True(measured.Count > 3);
        Assert.Equal(measured.MinBy(entry => entry.Value).Key, store.Best());
        Assert.Equal(measured[store.List()[0]], result.Scores["perceptual"]);
    }

    [Fact]
    public void A_log_that_is_opened_before_it_is_known_where_the_training_goes_on_keeps_what_came_before()
    {
        var log = _folder.File("log.jsonl");
        using (var stop = new CancellationTokenSource())
        {
            using var first = Run(tick => { if (tick.Images >= 6) stop.Cancel(); });
            first.Train(stop.Token);
        }

        var before = File.ReadAllLines(log);
        using (var second = Run(_ => { }))
        {
            second.Resume();
            second.Train(TestContext.Current.CancellationToken);
        }

        var after = File.ReadAllLines(log);
        Assert.True(before.Length > 2);
        Assert.Equal(before[..^1], after[..(before.Length - 1)]);
        Assert.Contains("\"images\":12,", after[^1]);

        GlGanSession Run(Action<TrainingTick> onTick) => Tiny().UseSyntheticFaces().WithImages(12).WithRecipe(recipe => recipe with { TickImages = 2 })
            .UseCheckpoints(_folder.File("checkpoints"), new() { EveryImages = 2 }).AddObserver(new JsonLinesObserver(log)).AddObserver(onTick).Build();
    }

    [Fact]
    public void After_training_the_synthesiser_has_the_new_weights()
    {
        using var session = Tiny().UseSyntheticFaces().WithImages(8).Build();
        var before = session.Synthesizer.Synthesize([Request])[0];

        session.Train(TestContext.Current.CancellationToken);
        var after = session.Synthesizer.Synthesize([Request])[0];

        Assert.NotEqual(before.Pixels, after.Pixels);
    }

    [Fact]
    public void Photos_to_train_on_are_not_measured()
    {
        using var dataset = new SyntheticDataset(new SyntheticFaces(1), new() { Count = 6, ImageSize = 32 });
        using var session = Tiny().UseDataset(dataset).Build();

        var problem = Assert.Throws<InvalidOperationException>(() => session.Evaluate(2, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("call UseEvaluationDataset", problem.Message);
    }

    [Fact]
    public void A_training_says_that_its_output_is_worse_than_the_input_on_faces_that_were_held_out()
    {
        using var dataset = new SyntheticDataset(new SyntheticFaces(1), new() { Count = 6, ImageSize = 32 });
        TickRecorder told = new();

        var judged = Train(builder => builder.UseEvaluationDataset(dataset).AddObserver(told));
        var unjudged = Train(builder => builder);
        var broken = Train(builder => builder.UseEvaluationPairs((_, _, _) => new FacePairs(new NumberedTask(), new NumberedTask(_ => throw new IOException("gone")))));

        Assert.StartsWith("The output is worse than the input: whole picture ", Assert.Single(judged.Notices));
        Assert.Equal(judged.Notices, told.Notices);
        Assert.Empty(unjudged.Notices);
        Assert.Contains("The trained model could not be measured", Assert.Single(broken.Notices));

        // Every pixel is painted, by a network that has learnt nothing.
        TrainingResult Train(Func<GlGanBuilder, GlGanBuilder> with)
        {
            using var session = with(Tiny().UseDataset(dataset).WithImages(2))
                .WithRecipe(recipe => recipe with { Generator = recipe.Generator with { Composition = OutputComposition.Repaint } }).Build();
            return session.Train(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public void A_training_that_is_stopped_is_not_judged()
    {
        using var stop = new CancellationTokenSource();
        using var session = Tiny().UseSyntheticFaces().WithImages(40).WithRecipe(recipe => recipe with { Generator = recipe.Generator with { Composition = OutputComposition.Repaint }, TickImages = 2 })
            .AddObserver(tick => { if (tick.Images >= 2) stop.Cancel(); }).Build();

        Assert.Empty(session.Train(stop.Token).Notices);
    }

    [Fact]
    public void A_share_of_a_folder_is_held_out_to_measure_by()
    {
        for (var i = 0; i < 20; i++) GlGan.Imaging.ImageFile.Save(_folder.File($"faces/{i:00}.png"), Person.Image);
        using var session = Tiny().UseDataset(_folder.File("faces"), options: new() { HoldOut = 0.3 }).Build();
        using var held = DatasetFormats.Open(_folder.File("faces"), options: new() { HoldOut = 0.3, Split = "val" });

        var result = session.Evaluate(held.Count, cancellationToken: TestContext.Current.CancellationToken);

        Assert.InRange(held.Count, 1, 12);
        Assert.Equal(held.Count, result.Set.Labels.Count);
    }

    [Fact]
    public void A_dataset_that_changed_before_a_resume_is_told_and_what_it_leaves_out_too()
    {
        for (var i = 0; i < 4; i++) GlGan.Imaging.ImageFile.Save(_folder.File($"faces/{i:00}.png"), Person.Image);
        File.WriteAllText(_folder.File("faces/x.tif"), "");
        TickRecorder first = new(), same = new(), changed = new();
        Train(first, images: 4);
        Train(same, images: 4);
        File.Delete(_folder.File("faces/03.png"));
        Train(changed, images: 4);

        const string LeftOut = "Left out: 1 image of a format that is not read: convert to PNG or JPEG (x.tif).";
        var unaligned = first.Notices[^1];
        Assert.StartsWith("The images have no landmarks, so faces are taken to be in their middle", unaligned);
        Assert.Equal([LeftOut, unaligned], first.Notices);
        Assert.Equal([LeftOut, unaligned], same.Notices);
        Assert.Equal(["The dataset is not what it was at the checkpoint: 4 samples before, 3 now. The training goes on with it as it is now.", LeftOut, unaligned], changed.Notices);

        void Train(TickRecorder observer, long images)
        {
            using var session = Tiny().UseDataset(_folder.File("faces")).WithImages(images).UseCheckpoints(_folder.File("checkpoints")).AddObserver(observer).Build();
            session.Resume();
            session.Train(TestContext.Current.CancellationToken);
        }
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
        Assert.Contains("call UsePreset or UseRecipe", Assert.Throws<InvalidOperationException>(() => session.Train(TestContext.Current.CancellationToken)).Message);
    }

    [Fact]
    public void A_model_of_another_task_than_the_data_is_refused()
    {
        var path = TinyModel.Save(_folder, 3, ModelPurpose.Region);

        var problem = Assert.Throws<InvalidOperationException>(() => Tiny().UseModel(path).UseSyntheticFaces().Build());

        Assert.Contains("trained for Region, the data are for Frontal", problem.Message);
    }

    [Fact]
    public void A_session_leaves_no_tensor_behind()
    {
        Run();
        using var like = new TrainingRig();
        using var folded = like.Generator.Fold();
        var before = LiveTensors.Settled();

        Run();

        Assert.Equal(before + LiveTensors.Miscounted([.. like.Networks, like.Generator, folded]), LiveTensors.Now());

        void Run()
        {
            using var session = Tiny().UseSyntheticFaces().WithImages(4).Build();
            session.Train(TestContext.Current.CancellationToken);
            session.Synthesizer.Synthesize([Request]);
        }
    }

    private static SynthesisRequest Request => new(Person.Image, Person.Landmarks);

    private static GlGanBuilder Tiny() => new GlGanBuilder().UsePreset(GlGanPreset.Tiny).UseDevice("cpu").WithBatchSize(2);
}
