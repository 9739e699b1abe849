using GlGan.Discriminators;
using GlGan.Faces;
using GlGan.Layers;
using static TorchSharp.torch;

namespace GlGan.Tests.Discriminators;

[Collection("Tensors")]
public sealed class DiscriminatorViewsTests : IDisposable
{
    private static readonly PatchDiscriminatorOptions Small = new() { BaseChannels = 2, Layers = 1, Norm = NormKind.None };

    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Each_scale_judges_the_image_pooled_as_pix2pixHD_does()
    {
        using var network = new MultiScaleDiscriminator(Small, scales: 3);
        var image = rand(2, 3, 33, 33);

        var outputs = network.call(new(image));

        var level = image;
        for (var scale = 0; scale < 3; scale++)
        {
            TensorAssert.Same(Part(network, $"scales.{scale}").call(level).Logits, outputs[scale].Logits, $"scale {scale}");
            level = nn.functional.avg_pool2d(level, 3, 2, 1, ceil_mode: false, count_include_pad: false);
        }
    }

    [Fact]
    public void Pooling_does_not_count_the_padding()
    {
        using var network = new MultiScaleDiscriminator(Small, scales: 2);

        var outputs = network.call(new(ones(1, 3, 32, 32)));

        TensorAssert.Close(Part(network, "scales.1").call(ones(1, 3, 16, 16)).Logits, outputs[1].Logits, 1e-7);
    }

    [Fact]
    public void Each_region_is_judged_on_its_crop_of_image_and_condition()
    {
        FaceRegion[] regions = [new("a", 0.5f, 0.5f, RegionAnchor.Nose), new("b", 0.5f, 0.25f, RegionAnchor.Mouth)];
        using var network = new RegionDiscriminator(Small with { Conditional = true }, regions);
        Tensor image = rand(2, 3, 32, 32), condition = rand(2, 3, 32, 32);
        var placement = new Dictionary<string, Tensor> { ["a"] = tensor(new[,] { { 12f, 14.5f }, { 16, 16 } }), ["b"] = tensor(new[,] { { 20f, 21f }, { 9.25f, 30 } }) };

        var outputs = network.call(new(image, condition, placement));

        var joined = cat([image, condition], 1);
        TensorAssert.Same(Part(network, "regions.a").call(RegionCanvas.Crop(joined, placement["a"], 16, 16)).Logits, outputs[0].Logits);
        TensorAssert.Same(Part(network, "regions.b").call(RegionCanvas.Crop(joined, placement["b"], 8, 16)).Logits, outputs[1].Logits);
    }

    [Fact]
    public void A_batch_of_reals_and_fakes_splits_in_the_middle()
    {
        Tensor logits = rand(4, 2, 3, 3), feature = rand(4, 5, 6, 6);

        var (real, fake) = new PatchOutput(logits, [feature]).Halves();

        TensorAssert.Same(logits[..2], real.Logits);
        TensorAssert.Same(logits[2..], fake.Logits);
        TensorAssert.Same(feature[..2], Assert.Single(real.Features));
        TensorAssert.Same(feature[2..], Assert.Single(fake.Features));
    }

    [Fact]
    public void A_set_makes_what_it_names_with_weights_of_their_own()
    {
        var set = new DiscriminatorSetOptions { Patch = Small, MultiScale = Small, Scales = 3, Region = Small };

        var networks = set.Create(FaceRegion.Standard, seed: 4);

        Assert.Equal([typeof(PatchDiscriminator), typeof(MultiScaleDiscriminator), typeof(RegionDiscriminator)], networks.Select(network => network.GetType()));
        var first = networks.Select(network => network.parameters().First()).ToArray();
        Assert.False(first[0].Equals(first[1]));
        Assert.False(first[1].Equals(first[2]));
        Assert.Equal(["0", "1", "2"], Parts(networks[1]));
        Assert.Equal(FaceRegion.Standard.Select(region => region.Name), Parts(networks[2]));
        foreach (var network in networks) network.Dispose();
    }

    [Fact]
    public void A_set_lists_everything_that_is_wrong_with_it()
    {
        var wrong = new PatchDiscriminatorOptions { BaseChannels = 0, Layers = 9, Outputs = 3, Padding = 0 };

        var error = Assert.Throws<ArgumentException>(() => new DiscriminatorSetOptions { MultiScale = wrong, Scales = 5, Region = wrong }.Create(FaceRegion.Standard));

        Assert.Equal(9, error.Message.Split('\n').Count(line => line.StartsWith("- ")));
        Assert.Contains("Scales must be 1 to 4; got 5.", error.Message);
        Assert.Contains("MultiScale.Layers must be 1 to 8; got 9.", error.Message);
        Assert.Contains("Region.Padding must be 1 or 2; got 0.", error.Message);
        Assert.Contains("at least one of Patch, MultiScale and Region", Assert.Throws<ArgumentException>(() => new DiscriminatorSetOptions().Create([])).Message);
    }

    private static IEnumerable<string> Parts(nn.Module network) => network.named_parameters().Select(entry => entry.name.Split('.')[1]).Distinct();

    private static PatchNetwork Part(nn.Module network, string name) => (PatchNetwork)network.named_modules().Single(entry => entry.name == name).module;
}
