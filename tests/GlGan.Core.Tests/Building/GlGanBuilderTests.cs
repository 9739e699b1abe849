using GlGan.Datasets;
using GlGan.Discriminators;
using GlGan.Evaluation;
using GlGan.Generators;
using GlGan.Losses;
using GlGan.Pairs;
using GlGan.Rendering;
using GlGan.Synthesis;
using GlGan.Tests.Evaluation;
using GlGan.Tests.Synthesis;
using GlGan.Tests.Training;
using GlGan.Training;

namespace GlGan.Tests.Building;

[Collection("Tensors")]
public sealed class GlGanBuilderTests
{
    [Fact]
    public void An_empty_builder_says_which_calls_fill_it()
    {
        var message = Assert.Throws<InvalidOperationException>(() => new GlGanBuilder().Build()).Message;

        Assert.Contains("the generator is missing: call UsePreset, UseRecipe, UseGenerator with options, or UseModel.", message);
    }

    [Fact]
    public void Everything_that_is_missing_is_said_at_once()
    {
        var builder = new GlGanBuilder().UseModel("model.safetensors").UseGenerator((options, seed) => new GlGanGenerator(options, seed)).UseCheckpoints("nowhere");

        var message = Assert.Throws<InvalidOperationException>(() => builder.Build()).Message;

        Assert.Contains("UseModel and UseGenerator both give a network", message);
        Assert.Contains("nothing to train on, though UseCheckpoints was called", message);
    }

    [Theory]
    [InlineData(OutputComposition.Prior, ModelPurpose.Region)]
    [InlineData(OutputComposition.Refine, ModelPurpose.Region)]
    [InlineData(OutputComposition.Regions, ModelPurpose.Swap)]
    public void A_composition_that_does_not_go_with_the_data_is_refused(OutputComposition composition, ModelPurpose purpose)
    {
        using var photos = new SyntheticDataset(new SyntheticFaces(1), new() { Count = 4, ImageSize = 32 });
        var builder = new GlGanBuilder().UsePreset("tiny").UseDataset(photos, purpose)
            .WithRecipe(recipe => recipe with { Generator = recipe.Generator with { Composition = composition } });

        Assert.Contains($"Composition is {composition}, which does not go with data for {purpose}", Assert.Throws<InvalidOperationException>(() => builder.Build()).Message);
    }

    [Fact]
    public void What_is_given_twice_is_said_once_for_each_slot()
    {
        using var photos = new SyntheticDataset(new SyntheticFaces(1), new() { Count = 4, ImageSize = 32 });
        var builder = new GlGanBuilder().UsePreset("tiny").UseRecipe(GlGanPreset.Small.Recipe).UseSyntheticFaces().UseDataset(photos)
            .UseDevice("cpu").UseDevice("cpu").UseEvaluationDataset(photos).UseEvaluationPairs((_, _, _) => throw new InvalidOperationException());

        var message = Assert.Throws<InvalidOperationException>(() => builder.Build()).Message;

        Assert.Contains("UsePreset and UseRecipe both give a recipe: call one of them.", message);
        Assert.Contains("UseSyntheticFaces and UseDataset both give data to train on: call one of them.", message);
        Assert.Contains("UseDevice is called 2 times, but gives a device once: leave out the other calls.", message);
        Assert.Contains("UseEvaluationDataset and UseEvaluationPairs both give data to measure by: call one of them.", message);
    }

    [Fact]
    public void A_model_of_another_shape_than_the_preset_is_refused_with_everything_else()
    {
        using var folder = new TemporaryFolder();
        var path = TinyModel.Save(folder, 3, ModelPurpose.Region);
        var builder = new GlGanBuilder().UseModel(path).UsePreset("compact").UseSyntheticFaces().AddScore(ImageMetric.Ssim).AddScore(ImageMetric.Ssim)
            .UseCheckpoints(folder.File("run"), new() { BestBy = "psnr" });

        var message = Assert.Throws<InvalidOperationException>(() => builder.Build()).Message;

        Assert.Contains("has another shape than the recipe: image_size: 32 in the model, 64 in the recipe.", message);
        Assert.Contains("was trained for Region, the data are for Frontal", message);
        Assert.Contains("AddScore names 'ssim' more than once.", message);
        Assert.Contains("kept by 'psnr', but no score has that name", message);
    }

    [Fact]
    public void A_model_that_cannot_be_read_is_said_with_everything_else_and_alone_as_what_it_is()
    {
        using var folder = new TemporaryFolder();
        var missing = folder.File("missing.safetensors");

        var message = Assert.Throws<InvalidOperationException>(() => new GlGanBuilder().UseModel(missing).UseCheckpoints(folder.FullPath).Build()).Message;

        Assert.Contains("the model cannot be read", message);
        Assert.Contains("nothing to train on, though UseCheckpoints was called", message);
        Assert.ThrowsAny<IOException>(() => new GlGanBuilder().UseModel(missing).Build());
    }

    [Fact]
    public void Losses_that_look_at_what_a_model_does_not_have_are_said_by_Build()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("model.safetensors");
        var recipe = GlGanPreset.Tiny.Recipe.WithPathways(PathwayUse.Local);
        using (var model = new GlGanModel(new GlGanGenerator(recipe.Generator, 1), ModelPurpose.Frontal)) model.Save(path);

        var message = Assert.Throws<InvalidOperationException>(() => new GlGanBuilder().UseModel(path).UseSyntheticFaces()
            .AddLoss(new RegionFeatureMatchingLoss(), 1).Build()).Message;

        Assert.Contains("'global_pixel' looks at the image of GP-Gen", message);
        Assert.Contains($"'{new RegionFeatureMatchingLoss().Name}' looks at what GP-Gen's encoder sees", message);
    }

    [Fact]
    public void Losses_that_look_at_what_a_generator_of_ones_own_does_not_give_are_said_by_Build_and_nothing_is_kept()
    {
        using var like = new TrainingRig();
        using var generator = new KnownFaceGenerator(images => images.alias());
        Build();
        var before = LiveTensors.Settled();

        var message = Build();

        Assert.Contains("the loss 'global_pixel' looks at the image of GP-Gen, which KnownFaceGenerator does not give: call WithoutDefaultLosses", message);
        Assert.Contains("the loss 'local_pixel' looks at the image of the LP-Gens", message);
        Assert.Equal(before + LiveTensors.Miscounted([.. like.Discriminators, generator]), LiveTensors.Now());

        static string Build() => Assert.Throws<InvalidOperationException>(() => new GlGanBuilder().UsePreset("tiny").UseDevice("cpu").UseSyntheticFaces()
            .UseGenerator((_, _) => new KnownFaceGenerator(images => images.alias())).Build()).Message;
    }

    [Fact]
    public void Nothing_to_measure_by_and_nothing_to_train_by_are_said_by_Build()
    {
        using var folder = new TemporaryFolder();
        using var photos = new SyntheticDataset(new SyntheticFaces(1), new() { Count = 4, ImageSize = 32 });

        var message = Assert.Throws<InvalidOperationException>(() => new GlGanBuilder().UseModel(TinyModel.Save(folder, 3, ModelPurpose.Region)).UseDataset(photos)
            .AddScore(ImageMetric.Ssim).Build()).Message;

        Assert.Contains("no faces are held out for AddScore to measure by: call UseEvaluationDataset.", message);
        Assert.Contains("nothing says how to train, though AddScore was called: call UsePreset or UseRecipe.", message);
    }

    [Fact]
    public void A_training_without_data_names_the_calls_that_asked_for_it()
    {
        var builder = new GlGanBuilder().UsePreset("tiny").AddObserver(new TickRecorder()).UseCheckpoints("nowhere");

        var message = Assert.Throws<InvalidOperationException>(() => builder.Build()).Message;

        Assert.Contains("nothing to train on, though UseCheckpoints, AddObserver was called: call UseSyntheticFaces, UseDataset, UseTask or UsePairs.", message);
    }

    [Fact]
    public void The_recipe_is_edited_in_the_order_of_the_calls_whenever_its_preset_is_named()
    {
        using var session = new GlGanBuilder()
            .WithImages(20)
            .AddLoss(new TotalVariationLoss(), 1)
            .WithRecipe(recipe => recipe with { GeneratorLearningRate = 0.01 })
            .WithRecipe(recipe => recipe with { GeneratorLearningRate = recipe.GeneratorLearningRate / 2 })
            .UsePreset(GlGanPreset.Tiny)
            .Build();

        var tiny = GlGanPreset.Tiny.Recipe;
        Assert.Equal(RecipeJson.Write(tiny.WithImages(20) with
        {
            Generator = tiny.Generator.For(session.Purpose),
            GeneratorLearningRate = 0.005,
            Objective = tiny.Objective with { Terms = [.. tiny.Objective.Terms, new(new TotalVariationLoss(), 1)] },
        }), RecipeJson.Write(session.Recipe));
    }

    [Fact]
    public void Images_are_shared_out_among_the_phases_that_are_given()
    {
        using var session = new GlGanBuilder().UsePreset(GlGanPreset.Tiny)
            .UsePhases(new("first", TrainedNetworks.All, 3), new("second", TrainedNetworks.Discriminators, 1)).WithImages(40).Build();

        Assert.Equal([("first", 30), ("second", 10)], session.Recipe.Phases.Select(phase => (phase.Name, phase.Images)));
    }

    [Fact]
    public void Options_are_refused_where_they_are_given_with_all_their_errors()
    {
        var builder = new GlGanBuilder().UsePreset(GlGanPreset.Tiny);

        var generator = Assert.Throws<ArgumentException>(() => builder.UseGenerator(GlGanPreset.Tiny.Generator with { ImageSize = 33, Template = "cubist" })).Message;
        Assert.Contains("ImageSize", generator);
        Assert.Contains("cubist", generator);
        Assert.Throws<ArgumentException>(() => builder.UseDiscriminators(new DiscriminatorSetOptions()));
        Assert.Throws<ArgumentException>(() => builder.WithRecipe(recipe => recipe with { Beta1 = 1 }));
        Assert.Throws<ArgumentException>(() => builder.WithBatchSize(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.WithWorkers(0));
        Assert.Throws<ArgumentException>(() => builder.UsePreset("huge"));
        Assert.Throws<ArgumentException>(() => builder.AddLoss(new PixelLoss(), -1));
    }

    [Fact]
    public void An_edit_that_does_not_fit_the_preset_is_said_with_everything_else()
    {
        var builder = new GlGanBuilder().WithRecipe(recipe => recipe with { Beta1 = 1 }).UsePreset(GlGanPreset.Tiny).UseCheckpoints("nowhere");

        var message = Assert.Throws<InvalidOperationException>(() => builder.Build()).Message;

        Assert.Contains("Beta1 must be in [0, 1); got 1.", message);
        Assert.Contains("nothing to train on", message);
    }

    [Fact]
    public void A_built_builder_takes_no_more_calls()
    {
        var builder = new GlGanBuilder().UsePreset(GlGanPreset.Tiny);
        builder.Build().Dispose();

        Assert.Throws<InvalidOperationException>(() => builder.WithSeed(2));
        Assert.Throws<InvalidOperationException>(() => builder.Build());
    }

    [Fact]
    public void A_builder_that_failed_can_be_mended()
    {
        var builder = new GlGanBuilder();
        Assert.Throws<InvalidOperationException>(() => builder.Build());

        using var session = builder.UsePreset(GlGanPreset.Tiny).Build();

        Assert.Equal(ModelPurpose.Region, session.Purpose);
    }

    [Fact]
    public void Pairs_of_another_size_are_refused_and_nothing_is_kept()
    {
        using var like = new TrainingRig();
        var before = LiveTensors.Settled();
        var builder = new GlGanBuilder().UsePreset(GlGanPreset.Tiny).UseTask(new FrontalViewTask(new SyntheticFaces(1), new() { ImageSize = 64 }), ModelPurpose.Frontal);

        var message = Assert.Throws<ArgumentException>(() => builder.Build()).Message;

        Assert.Contains("64x64", message);
        Assert.Contains("32x32", message);
        Assert.Equal(before + LiveTensors.Miscounted(like.Networks), LiveTensors.Now());
    }

    [Fact]
    public void Frontal_views_of_photos_are_refused()
    {
        using var photos = new SyntheticDataset(new SyntheticFaces(1), new() { Count = 4, ImageSize = 32 });

        var problem = Assert.Throws<ArgumentException>(() => new GlGanBuilder().UsePreset(GlGanPreset.Tiny).UseDataset(photos, ModelPurpose.Frontal).Build());

        Assert.Contains("several views of each person", problem.Message);
    }
}
