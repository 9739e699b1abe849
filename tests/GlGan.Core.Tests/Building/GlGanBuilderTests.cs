using GlGan.Datasets;
using GlGan.Discriminators;
using GlGan.Generators;
using GlGan.Losses;
using GlGan.Pairs;
using GlGan.Rendering;
using GlGan.Synthesis;
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
