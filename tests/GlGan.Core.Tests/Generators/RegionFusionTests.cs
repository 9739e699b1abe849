using GlGan.Generators;
using static TorchSharp.torch;

namespace GlGan.Tests.Generators;

/// <summary>One row of four pixels: in the first region alone, in both, in the second alone, in none.</summary>
[Collection("Tensors")]
public sealed class RegionFusionTests : IDisposable
{
    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    public static TheoryData<string> Fusions => [nameof(MaskedMaximumFusion), nameof(MaskedBlendFusion), nameof(AddFusion)];

    [Theory]
    [InlineData(nameof(MaskedMaximumFusion), new[] { -2.0, -1.5, -3.0, 0 })]
    [InlineData(nameof(MaskedBlendFusion), new[] { -2.0, -1.75, -3.0, 0 })]
    [InlineData(nameof(AddFusion), new[] { -2.0, -3.5, -3.0, 0 })]
    public void Negative_features_survive_and_pixels_outside_all_regions_are_zero(string fusion, double[] expected)
    {
        var merged = Create(fusion).Merge([Row(-2, -1.5, 9, 9), Row(9, -2, -3, 9)], [Row(1, 1, 0, 0), Row(0, 1, 1, 0)]);

        TensorAssert.Close(Row(expected), merged, 1e-12);
    }

    [Theory]
    [InlineData(nameof(MaskedMaximumFusion), 4 * 0.75)]
    [InlineData(nameof(MaskedBlendFusion), (4 * 0.25 + 2 * 0.75) / 1.0 * 0.75)]
    [InlineData(nameof(AddFusion), 4 * 0.25 + 2 * 0.75)]
    public void Feathered_regions_share_a_pixel_by_the_rule_of_the_fusion(string fusion, double expected)
    {
        var merged = Create(fusion).Merge([Row(4), Row(2)], [Row(0.25), Row(0.75)]);

        Assert.Equal(expected, merged.item<double>(), 1e-12);
    }

    [Theory, MemberData(nameof(Fusions))]
    public void One_region_alone_is_its_features_times_its_mask(string fusion)
    {
        var merged = Create(fusion).Merge([Row(-2, 3, 5)], [Row(1, 0.5, 0)]);

        TensorAssert.Close(Row(-2, 1.5, 0), merged, 1e-12);
    }

    [Theory, MemberData(nameof(Fusions))]
    public void Gradients_are_finite_everywhere_and_zero_where_no_region_lies(string fusion)
    {
        Tensor first = Row(-2, -1.5, 9, 9).requires_grad_(true), second = Row(9, -2, -3, 9).requires_grad_(true);

        Create(fusion).Merge([first, second], [Row(1, 0.5, 0, 0), Row(0, 1, 0.5, 0)]).sum().backward();

        Assert.True(TensorAssert.IsFinite(first.grad!));
        Assert.True(TensorAssert.IsFinite(second.grad!));
        Assert.Equal([0, 0], [first.grad![0, 0, 0, 3].item<double>(), second.grad![0, 0, 0, 3].item<double>()]);
        Assert.Equal(0, first.grad![0, 0, 0, 2].item<double>());
        Assert.Equal(1, first.grad![0, 0, 0, 0].item<double>());
    }

    [Theory, MemberData(nameof(Fusions))]
    public void Gradients_equal_central_differences(string fusion)
    {
        using var random = TestDevice.Random(4);
        Tensor[] features = [.. Enumerable.Range(0, 3).Select(_ => randn([1, 2, 3, 3], ScalarType.Float64, generator: random).requires_grad_(true))];
        Tensor[] masks = [.. Enumerable.Range(0, 3).Select(_ => (rand([1, 1, 3, 3], ScalarType.Float64, generator: random) - 0.3).clamp_min(0))];

        GradientCheck.Run(() => GradientCheck.Scalarize([Create(fusion).Merge(features, masks)]), [.. features.Select((leaf, i) => ($"features {i}", leaf))], samples: 18);
    }

    private static IRegionFusion Create(string fusion) => fusion switch
    {
        nameof(MaskedMaximumFusion) => new MaskedMaximumFusion(),
        nameof(MaskedBlendFusion) => new MaskedBlendFusion(),
        _ => new AddFusion(),
    };

    private static Tensor Row(params double[] values) => tensor(values, [1, 1, 1, values.Length], ScalarType.Float64);
}
