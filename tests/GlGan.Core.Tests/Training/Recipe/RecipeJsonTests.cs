using System.Text.Json.Nodes;
using GlGan.Generators;
using GlGan.Losses;
using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Tests.Training;

public sealed class RecipeJsonTests
{
    public static TheoryData<string> Presets => [.. GlGanPreset.All.Select(preset => preset.Name)];

    [Theory, MemberData(nameof(Presets))]
    public void The_recipe_of_a_preset_comes_back_as_it_was_written(string preset)
    {
        var json = RecipeJson.Write(GlGanPreset.Named(preset).Recipe);

        Assert.Equal(json, RecipeJson.Write(RecipeJson.Read(json)));
    }

    [Fact]
    public void A_text_may_begin_with_the_mark_of_its_byte_order() =>
        Assert.Equal(RecipeJson.Write(new TrainingRecipe()), RecipeJson.Write(RecipeJson.Read("\uFEFF" + RecipeJson.Write(new TrainingRecipe()))));

    [Fact]
    public void Every_part_is_written_by_name_with_what_its_constructor_takes()
    {
        var recipe = new TrainingRecipe
        {
            Objective = new() { Adversarial = new HingeLoss(), Penalties = [new R1Penalty(5, 8)], Terms = [new(new PixelLoss(), 3)] },
            Schedule = new WarmUpSchedule(new StepSchedule(0.5, 0.25, 0.75), 0.1),
            Augmentation = new DiffAugmentation(DiffAugmentationPolicy.Color | DiffAugmentationPolicy.Translation),
            Phases = [new("one", TrainedNetworks.Discriminators | TrainedNetworks.Local, 4) { GeneratorLearningRate = 0.25 }],
            TimeLimit = TimeSpan.FromMinutes(1.5),
        };

        var json = JsonNode.Parse(RecipeJson.Write(recipe))!;
        var again = RecipeJson.Read(RecipeJson.Write(recipe));

        Assert.Equal("""{"name":"hinge"}""", json["objective"]!["adversarial"]!.ToJsonString());
        Assert.Equal("""{"name":"r1","gamma":5,"interval":8}""", json["objective"]!["penalties"]![0]!.ToJsonString());
        Assert.Equal("""{"name":"warm_up","schedule":{"name":"step","ratio":0.5,"shares":[0.25,0.75]},"share":0.1}""", json["schedule"]!.ToJsonString());
        Assert.Equal(RecipeJson.Write(recipe), RecipeJson.Write(again));
        Assert.Equal(recipe.Schedule.Factor(0.05), again.Schedule.Factor(0.05));
        Assert.Equal(5, Assert.IsType<R1Penalty>(again.Objective.Penalties[0]).Gamma);
    }

    [Fact]
    public void What_a_text_does_not_mention_has_its_default() =>
        Assert.Equal(RecipeJson.Write(new() { BatchSize = 3 }), RecipeJson.Write(RecipeJson.Read("""{ "batch_size": 3 }""")));

    [Theory]
    [InlineData("""{ "objective": { "adversarial": { "name": "hinged" } } }""", "there is no loss 'hinged'. Known: hinge, label_distance")]
    [InlineData("""{ "objective": { "penalties": [ { "name": "r1" } ] } }""", "'r1' needs 'gamma', which is missing")]
    [InlineData("""{ "objective": { "penalties": [ { "name": "r1", "gamma": 1, "gama": 2 } ] } }""", "'r1' has no 'gama'. It has: gamma, interval.")]
    [InlineData("""{ "objective": { "penalties": [ { "name": "r1", "gamma": -1 } ] } }""", "'r1': ")]
    [InlineData("""{ "learning_rate": 1 }""", "learning_rate")]
    [InlineData("""{ "schedule": null }""", "schedule")]
    [InlineData("""{ "objective": { "adversarial": { "name": 5 } } }""", "there is no loss ''")]
    [InlineData("""{ "objective": { "adversarial": { "name": "hinge", "name": "hinge" } } }""", "uplicate property 'name'")]
    [InlineData("""{ "batch_size": 1, "batch_size": 2 }""", "uplicate property 'batch_size'")]
    [InlineData("[]", "recipe")]
    [InlineData("", "recipe")]
    public void What_is_no_recipe_is_refused_in_words(string json, string reason) =>
        Assert.Contains(reason, Assert.Throws<FormatException>(() => RecipeJson.Read(json)).Message);

    [Fact]
    public void A_part_of_ones_own_is_read_when_its_assembly_is_named()
    {
        var json = RecipeJson.Write(new() { Objective = new() { Terms = [new(new BrightnessLoss(0.25), 2)] } });

        var recipe = RecipeJson.Read(json, typeof(BrightnessLoss).Assembly);

        Assert.Equal(0.25, Assert.IsType<BrightnessLoss>(recipe.Objective.Terms[0].Loss).Wanted);
        Assert.Contains("there is no loss 'brightness'", Assert.Throws<FormatException>(() => RecipeJson.Read(json)).Message);
    }

    [Fact]
    public void A_pathway_that_is_left_out_takes_its_terms_along()
    {
        var recipe = GlGanPreset.Tiny.Recipe;

        Assert.Equal(["feature_matching", "pixel", "local_pixel", "face_likeness", "preservation"], recipe.WithPathways(PathwayUse.Local).Objective.Terms.Select(term => term.Loss.Name));
        Assert.Contains("'global_pixel' looks at the image of GP-Gen", Assert.Throws<ArgumentException>(() => new GlGanBuilder().UseRecipe(
            recipe with { Generator = recipe.Generator with { Pathways = PathwayUse.Local } })).Message);
    }

    /// <summary>What a constructor takes and nothing shows would be neither written nor compared.</summary>
    [Fact]
    public void Every_part_shows_what_its_constructor_takes()
    {
        Type[] kinds = [typeof(IAdversarialLoss), typeof(IGeneratorLoss), typeof(IDiscriminatorPenalty), typeof(ILearningRateSchedule), typeof(IImageAugmentation)];
        var parts = typeof(TrainingRecipe).Assembly.GetExportedTypes().Where(type => !type.IsAbstract && kinds.Any(kind => kind.IsAssignableFrom(type))).ToArray();

        var hidden = parts.SelectMany(type => type.GetConstructors().Single().GetParameters()
            .Where(parameter => type.GetProperties().All(property => !property.Name.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase)))
            .Select(parameter => $"{type.Name}: {parameter.Name}"));

        Assert.True(parts.Length > 20);
        Assert.Empty(hidden);
    }

    [Theory]
    [InlineData(200_000, 180_000, 20_000)]
    [InlineData(33, 30, 3)]
    [InlineData(2, 1, 1)]
    public void Images_are_shared_out_among_the_phases(long images, long joint, long fineTuning) =>
        Assert.Equal([joint, fineTuning], new TrainingRecipe().WithImages(images).Phases.Select(phase => phase.Images));

    /// <summary>A loss of a user's own.</summary>
    public sealed class BrightnessLoss(double wanted) : IGeneratorLoss
    {
        /// <summary>Wanted brightness.</summary>
        public double Wanted => wanted;

        /// <inheritdoc/>
        public string Name => "brightness";

        /// <inheritdoc/>
        public Tensor Compute(GeneratorLossContext context) => zeros(1);
    }
}
