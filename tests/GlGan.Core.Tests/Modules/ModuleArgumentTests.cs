using GlGan.Discriminators;
using GlGan.Faces;
using GlGan.Generators;
using static TorchSharp.torch;

namespace GlGan.Tests.Modules;

[Collection("Tensors")]
public sealed class ModuleArgumentTests : IDisposable
{
    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(new long[] { 3, 8, 8 }, "[*, 3, *, *]", "[3, 8, 8]")]
    [InlineData(new long[] { 1, 4, 8, 8 }, "[*, 3, *, *]", "[1, 4, 8, 8]")]
    [InlineData(new long[] { 0, 3, 8, 8 }, "[*, 3, *, *]", "[0, 3, 8, 8], which is empty")]
    [InlineData(new long[] { 1, 3, 0, 8 }, "[*, 3, *, *]", "[1, 3, 0, 8], which is empty")]
    [InlineData(new long[] { 1, 3, 8, 6 }, "multiples of 4", "8x6")]
    public void GP_Gen_says_what_it_expected_and_what_came(long[] shape, string expected, string got)
    {
        using var network = new GlobalGenerator(new() { BaseChannels = 2, Depth = 2 });

        Explains(() => network.call(zeros(shape)), "input", expected, got);
    }

    [Theory]
    [InlineData(new long[] { 1, 1, 3, 8, 8 }, "[*, 3, *, *]", "[1, 1, 3, 8, 8]")]
    [InlineData(new long[] { 1, 1, 8, 8 }, "[*, 3, *, *]", "[1, 1, 8, 8]")]
    [InlineData(new long[] { 0, 3, 8, 8 }, "[*, 3, *, *]", "[0, 3, 8, 8], which is empty")]
    [InlineData(new long[] { 1, 3, 8, 7 }, "must be even", "8x7")]
    public void LP_Gen_says_what_it_expected_and_what_came(long[] shape, string expected, string got)
    {
        using var network = new LocalGenerator(new() { BaseChannels = 2 });

        Explains(() => network.call(zeros(shape)), "input", expected, got);
    }

    [Fact]
    public void The_generator_names_the_part_of_its_input_that_is_wrong()
    {
        using var network = new GlGanGenerator(ModuleRegistry.GeneratorOptions(RegionFusionKind.Add));

        Explains(() => network.call(Input(global: [1, 3, 16, 32])), "input.Global", "[*, 3, 32, 32]", "[1, 3, 16, 32]");
        Explains(() => network.call(Input(global: [0, 3, 32, 32])), "input.Global", "[*, 3, 32, 32]", "[0, 3, 32, 32], which is empty");
        Explains(() => network.call(Input(right: [1, 3, 8, 8])), "input.Local[\"right\"]", "[1, 3, 6, 8]", "[1, 3, 8, 8]");
        Explains(() => network.call(Input(center: [1, 3])), "input.Placement[\"left\"]", "[1, 2]", "[1, 3]");
        Explains(() => network.call(Input(second: "nose")), "input", "'right' is missing", "[left, nose]");
        Assert.Throws<ArgumentNullException>("input", () => network.call(null!));
    }

    [Fact]
    public void Crops_and_placements_must_be_for_the_same_regions()
    {
        Explains(() => new GeneratorInput(zeros(1), new Dictionary<string, Tensor> { ["a"] = zeros(1) }, new Dictionary<string, Tensor> { ["b"] = zeros(1) }), "placement", "[a]", "[b]");
    }

    public static TheoryData<string> Discriminators => [nameof(PatchDiscriminator), nameof(MultiScaleDiscriminator), nameof(RegionDiscriminator)];

    [Theory, MemberData(nameof(Discriminators))]
    public void A_discriminator_names_the_part_of_its_input_that_is_wrong(string kind)
    {
        using var network = Create(kind);
        var placement = new Dictionary<string, Tensor> { ["nose"] = zeros(1, 2) };

        Explains(() => network.call(new(zeros(3, 16, 16))), "input.Image", "[*, 3, *, *]", "[3, 16, 16]");
        Explains(() => network.call(new(zeros(0, 3, 16, 16))), "input.Image", "[*, 3, *, *]", "[0, 3, 16, 16], which is empty");
        Explains(() => network.call(new(zeros(1, 4, 16, 16))), "input.Image", "[*, 3, *, *]", "[1, 4, 16, 16]");
        Explains(() => network.call(new(zeros(1, 3, 16, 16))), "input", "conditional", "Condition");
        Explains(() => network.call(new(zeros(1, 3, 16, 16), zeros(1, 3, 8, 8), placement)), "input.Condition", "[1, 3, 16, 16]", "[1, 3, 8, 8]");
        Explains(() => network.call(new(zeros(1, 3, 5, 5), zeros(1, 3, 5, 5), placement)), "input", "at least 6 pixels", kind == nameof(RegionDiscriminator) ? "4x4" : "5x5");
        Assert.Throws<ArgumentNullException>("input", () => network.call(null!));
    }

    [Fact]
    public void A_region_discriminator_wants_a_centre_per_image_and_region()
    {
        using var network = Create(nameof(RegionDiscriminator));

        Explains(() => network.call(new(zeros(1, 3, 32, 32), zeros(1, 3, 32, 32))), "input", "no centre", "'nose'");
        Explains(
            () => network.call(new(zeros(2, 3, 32, 32), zeros(2, 3, 32, 32), new Dictionary<string, Tensor> { ["nose"] = zeros(1, 2) })),
            "input.Placement[\"nose\"]", "[2, 2]", "[1, 2]");
    }

    private static Discriminator Create(string kind)
    {
        var options = new PatchDiscriminatorOptions { BaseChannels = 2, Layers = 1, Conditional = true };
        return kind switch
        {
            nameof(PatchDiscriminator) => new PatchDiscriminator(options),
            nameof(MultiScaleDiscriminator) => new MultiScaleDiscriminator(options),
            _ => new RegionDiscriminator(options, [new FaceRegion("nose", 0.75f, 0.75f, RegionAnchor.Nose)]),
        };
    }

    private static GeneratorInput Input(long[]? global = null, long[]? right = null, long[]? center = null, string second = "right") => new(
        zeros(global ?? [1, 3, 32, 32]),
        new Dictionary<string, Tensor> { ["left"] = zeros(1, 3, 8, 8), [second] = zeros(right ?? [1, 3, 6, 8]) },
        new Dictionary<string, Tensor> { ["left"] = zeros(center ?? [1, 2]), [second] = zeros(1, 2) });

    private static void Explains(Func<object> action, string argument, string expected, string got)
    {
        var error = Assert.Throws<ArgumentException>(argument, action);
        Assert.Contains(expected, error.Message);
        Assert.Contains(got, error.Message);
    }
}
