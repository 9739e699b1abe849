using GlGan.Data;
using GlGan.Discriminators;
using GlGan.Editing;
using GlGan.Losses;
using GlGan.Synthesis;
using GlGan.Tests.Training;
using GlGan.Training;

namespace GlGan.Tests.Sessions;

[Collection("Tensors")]
public sealed class GlGanBuilderTests
{
    [Fact]
    public void An_empty_builder_says_which_calls_fill_it()
    {
        var message = Assert.Throws<InvalidOperationException>(() => new GlGanBuilder().Build()).Message;

        Assert.Contains("the generator is missing: call UsePreset, UseGenerator with options, or UseModel.", message);
    }

    [Fact]
    public void Everything_that_is_missing_is_said_at_once()
    {
        var builder = new GlGanBuilder().UseSyntheticFaces().UseObjective(new TrainingObjective()).AddLoss(new TotalVariationLoss(), 1);

        var message = Assert.Throws<InvalidOperationException>(() => builder.Build()).Message;

        Assert.Contains("the generator is missing", message);
        Assert.Contains("the discriminators are missing, though UseObjective, AddLoss was called: call UsePreset, UseDiscriminators or AddDiscriminator.", message);
        Assert.Contains("UseObjective gives the whole objective", message);
    }

    [Fact]
    public void A_training_without_data_names_the_calls_that_asked_for_it()
    {
        var builder = new GlGanBuilder().UsePreset("tiny").AddLoss(new TotalVariationLoss(), 1).WithImages(20).UseCheckpoints("nowhere");

        var message = Assert.Throws<InvalidOperationException>(() => builder.Build()).Message;

        Assert.Contains("nothing to train on, though AddLoss, WithTraining, UseCheckpoints was called: call UseSyntheticFaces, UseDataset, UseTask or UseBatches.", message);
    }

    [Fact]
    public void Options_are_refused_where_they_are_given_with_all_their_errors()
    {
        var builder = new GlGanBuilder();

        var generator = Assert.Throws<ArgumentException>(() => builder.UseGenerator(GlGanPreset.Tiny.Generator with { ImageSize = 33, Template = "cubist" })).Message;
        Assert.Contains("ImageSize", generator);
        Assert.Contains("cubist", generator);
        Assert.Throws<ArgumentException>(() => builder.UseDiscriminators(new DiscriminatorSetOptions()));
        Assert.Throws<ArgumentException>(() => builder.WithTraining(options => options with { Beta1 = 1 }));
        Assert.Throws<ArgumentException>(() => builder.WithLoading(new BatchLoaderOptions { BatchSize = 0 }));
        Assert.Throws<ArgumentException>(() => builder.UseSwapOptions(new SwapOptions { ColorStrength = 2 }));
        Assert.Throws<ArgumentException>(() => builder.UsePreset("huge"));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddLoss(new PixelLoss(), -1));
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

        Assert.Equal(ModelTask.Region, session.Task);
    }

    [Fact]
    public void Pairs_of_another_size_are_refused_and_nothing_is_kept()
    {
        using var like = new TrainingRig();
        var before = LiveTensors.Settled();
        var builder = new GlGanBuilder().UsePreset(GlGanPreset.Tiny).UseTask(new FrontalViewTask(new SyntheticFaces(1), new() { ImageSize = 64 }), ModelTask.Frontal);

        var message = Assert.Throws<ArgumentException>(() => builder.Build()).Message;

        Assert.Contains("64x64", message);
        Assert.Contains("32x32", message);
        Assert.Equal(before + LiveTensors.Miscounted(like.Networks), LiveTensors.Now());
    }

    [Fact]
    public void Frontal_views_of_photos_are_refused()
    {
        using var photos = new SyntheticDataset(new SyntheticFaces(1), new() { Count = 4, ImageSize = 32 });

        var problem = Assert.Throws<ArgumentException>(() => new GlGanBuilder().UsePreset(GlGanPreset.Tiny).UseDataset(photos, ModelTask.Frontal).Build());

        Assert.Contains("several views of each person", problem.Message);
    }
}
