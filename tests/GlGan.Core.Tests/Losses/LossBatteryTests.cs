using System.Text.Json;
using GlGan.Features;
using GlGan.Losses;
using static TorchSharp.torch;

namespace GlGan.Tests.Losses;

[Collection("Tensors")]
public sealed class LossBatteryTests
{
    public static TheoryData<string> Cases => LossRegistry.Names();

    [Fact]
    public void Every_loss_of_the_assembly_is_in_the_registry()
    {
        Type[] interfaces = [typeof(IAdversarialLoss), typeof(IGeneratorLoss), typeof(IDiscriminatorPenalty)];
        var losses = typeof(PixelLoss).Assembly.GetTypes().Where(type => !type.IsAbstract && interfaces.Any(wanted => wanted.IsAssignableFrom(type)));

        Assert.Empty(losses.Except(LossRegistry.All.Select(loss => loss.Type)).Select(type => type.Name));
    }

    [Theory, MemberData(nameof(Cases))]
    public void Gradients_equal_central_differences_and_constants_get_none(string name)
    {
        using var scope = NewDisposeScope();
        var sut = LossRegistry.Named(name);
        var leaves = sut.Leaves();

        GradientCheck.Run(() => sut.Compute(leaves), [.. leaves.Select((leaf, i) => ($"tensor {i}", leaf)).Where((_, i) => !sut.Constants.Contains(i))], samples: 12);

        sut.Compute(leaves).backward();
        foreach (var constant in sut.Constants)
            Assert.True(leaves[constant].grad is not { } gradient || gradient.abs().max().item<double>() == 0, $"Gradient flows into tensor {constant}.");
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_loss_is_a_finite_scalar_and_not_negative_unless_it_says_so(string name)
    {
        using var scope = NewDisposeScope();
        var sut = LossRegistry.Named(name);

        var loss = sut.Compute(sut.Leaves());

        Assert.Empty(loss.shape);
        Assert.InRange(sut.Signed ? Math.Abs(loss.item<double>()) : loss.item<double>(), 1e-3, 100);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Only_the_loss_stays_alive(string name)
    {
        var sut = LossRegistry.Named(name);
        var leaves = sut.Leaves();
        var before = LiveTensors.Settled();

        var loss = sut.Compute(leaves);

        Assert.Equal(before + 1, LiveTensors.Now());
        loss.Dispose();
        foreach (var leaf in leaves) leaf.Dispose();
    }

    public static TheoryData<string> Types => [.. LossRegistry.All.Select(loss => loss.Type.Name).Distinct()];

    [Theory, MemberData(nameof(Types))]
    public void What_a_loss_is_made_of_can_be_read_and_written_as_JSON(string name)
    {
        using var network = new TinyFeatureNetwork();
        var type = LossRegistry.All.First(loss => loss.Type.Name == name).Type;
        foreach (var constructor in type.GetConstructors())
        {
            var parameters = constructor.GetParameters();
            var given = parameters.Select(parameter => Given(parameter.ParameterType)).ToArray();
            var loss = constructor.Invoke(given);
            var again = given.Contains(network) ? loss : JsonSerializer.Deserialize(JsonSerializer.Serialize(loss, type), type);
            foreach (var (parameter, value) in parameters.Zip(given))
            {
                var property = type.GetProperty(char.ToUpperInvariant(parameter.Name![0]) + parameter.Name[1..]);
                Assert.Equal((parameter.ParameterType, false), (property?.PropertyType, property?.CanWrite));
                Assert.Equal(value, property!.GetValue(loss));
                Assert.Equal(value, property.GetValue(again));
            }
        }

        // Within the range of every parameter, and the default of none.
        object Given(Type wanted) => wanted switch
        {
            _ when wanted == typeof(double) => 0.75,
            _ when wanted == typeof(int) => 5,
            _ when wanted == typeof(string) => "given",
            _ when wanted == typeof(FeatureDistance) => FeatureDistance.L2,
            _ when wanted == typeof(IReadOnlyList<double>) => new[] { 0.25, 2 },
            _ when wanted == typeof(IFeatureNetwork) => network,
            _ => throw new NotSupportedException($"What is a good value of a {wanted.Name}?"),
        };
    }

    [Fact]
    public void Names_are_lower_case_with_underscores_and_differ()
    {
        using var network = new TinyFeatureNetwork();
        IGeneratorLoss[] losses =
        [
            new PixelLoss(), new GlobalPixelLoss(), new LocalPixelLoss(), new FeatureMatchingLoss(), new MultiScalePixelLoss(), new SymmetryLoss(),
            new TotalVariationLoss(), new PerceptualLoss(network, [1]), new IdentityLoss(network), new RegionFeatureMatchingLoss(), new FaceLikenessLoss(), new PreservationLoss(),
        ];
        string[] names =
        [
            "pixel", "global_pixel", "local_pixel", "feature_matching", "multi_scale_pixel", "symmetry",
            "total_variation", "perceptual", "identity", "region_feature_matching", "face_likeness", "preservation",
        ];

        Assert.Equal(names, losses.Select(loss => loss.Name));
    }
}
