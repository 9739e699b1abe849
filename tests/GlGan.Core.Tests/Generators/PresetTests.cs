using System.Globalization;
using GlGan.Generators;
using GlGan.Losses;
using GlGan.Training;
using TorchSharp;

namespace GlGan.Tests.Generators;

[Collection("Tensors")]
public sealed class PresetTests
{
    public static TheoryData<string> Presets => [.. GlGanPreset.All.Select(preset => preset.Name)];

    [Theory]
    [InlineData("paper", 1_886_083, 3_449_795, 264_451, 2_002_374)]
    [InlineData("standard", 40_829_827, 863_715, 231_683, 8_223_628)]
    [InlineData("small", 6_080_963, 216_563, 59_523, 488_908)]
    [InlineData("compact", 1_522_147, 54_459, 15_683, 129_772)]
    [InlineData("tiny", 488_419, 54_459, 15_683, 61_932)]
    public void A_preset_has_this_many_parameters(string name, long global, long local, long fusion, long discriminators)
    {
        Assert.Equal(new long[] { global, local, fusion, discriminators }, Counts(GlGanPreset.Named(name)));
    }

    [Theory, MemberData(nameof(Presets))]
    public void The_documentation_gives_the_numbers_of_the_code(string name)
    {
        var preset = GlGanPreset.Named(name);
        var counts = Counts(preset);

        double[] networks = [preset.Generator.ImageSize, counts[0], counts[1], counts[2], counts[0] + 4 * counts[1] + counts[2], counts[3]];
        Assert.Equal([networks, Training(preset.Recipe)], DocumentedRows(name));
    }

    [Theory, MemberData(nameof(Presets))]
    public void Checkpoint_keys_and_shapes_are_the_approved_ones(string name)
    {
        var preset = GlGanPreset.Named(name);
        using var generator = new GlGanGenerator(preset.Generator);
        var discriminators = preset.Discriminators.Create(preset.Generator.Regions);
        string[] received = [.. Lines("generator", generator), .. discriminators.SelectMany((network, i) => Lines($"discriminator {i}", network))];
        foreach (var network in discriminators) network.Dispose();

        ApprovedText.Verify(["Generators", "Approved", $"{name}.txt"], received, "Checkpoint keys or shapes changed: files saved before no longer load.");
    }

    [Fact]
    public void A_preset_is_found_by_its_name()
    {
        Assert.Same(GlGanPreset.Small, GlGanPreset.Named("SMALL"));
        Assert.Contains("Known: paper, standard, small, compact, tiny", Assert.Throws<ArgumentException>("name", () => GlGanPreset.Named("huge")).Message);
    }

    [Fact]
    public void The_regions_at_128_pixels_have_the_patch_sizes_of_TP_GAN()
    {
        Assert.Equal([(40, 40), (40, 40), (40, 32), (48, 32)], GlGanPreset.Paper.Generator.Regions.Select(region => region.PixelSize(128)));
    }

    private static double[] Training(TrainingRecipe recipe) =>
    [
        recipe.GeneratorLearningRate, recipe.DiscriminatorLearningRate, recipe.Objective.AdversarialWeight,
        Weight<FeatureMatchingLoss>(recipe), Weight<FaceLikenessLoss>(recipe), Weight<PreservationLoss>(recipe), recipe.AverageHalfLifeImages,
    ];

    private static double Weight<T>(TrainingRecipe recipe) => recipe.Objective.Terms.SingleOrDefault(term => term.Loss is T)?.Weight ?? 0;

    // One row of each table: networks, training.
    private static IEnumerable<double[]> DocumentedRows(string name) =>
        File.ReadLines(RepositoryFiles.At("docs", "presets.md")).Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length > 1 && cells[1] == $"`{name}`")
            .Select(cells => cells[2..^1].Select(cell => double.Parse(cell, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture)).ToArray());

    private static long[] Counts(GlGanPreset preset)
    {
        using var generator = new GlGanGenerator(preset.Generator);
        var discriminators = preset.Discriminators.Create(preset.Generator.Regions);
        var local = generator.Local.Values.Select(Count).Distinct().Single();
        long[] counts = [Count(generator.Global!), local, Count(generator.Fusion), discriminators.Sum(Count)];
        Assert.Equal(counts[0] + 4 * counts[1] + counts[2], Count(generator));
        foreach (var network in discriminators) network.Dispose();
        return counts;
    }

    private static long Count(torch.nn.Module module) => module.parameters().Sum(parameter => parameter.numel());

    private static IEnumerable<string> Lines(string part, torch.nn.Module module) =>
        module.state_dict().Select(entry => $"{part}: {entry.Key} [{string.Join(", ", entry.Value.shape)}]");
}
