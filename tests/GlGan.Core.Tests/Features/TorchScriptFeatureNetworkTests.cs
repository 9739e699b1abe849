using GlGan.Features;
using static TorchSharp.torch;

namespace GlGan.Tests.Features;

/// <summary>The files are made by <c>Fixtures/python/make_features.py</c>, in training mode and with an older PyTorch.</summary>
[Collection("Tensors")]
public sealed class TorchScriptFeatureNetworkTests : IDisposable
{
    private static readonly TorchScriptFeatureOptions Prepared = new() { InputSize = 16, Mean = [-0.03, -0.088, -0.188], Scale = [0.458, 0.448, 0.45] };

    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData("plain", 1)]
    [InlineData("prepared", 1)]
    [InlineData("plain", 4)]
    public void Features_and_gradients_by_the_images_equal_PyTorchs_on_every_run(string input, int runs)
    {
        using var golden = new GoldenFile("features");
        using var network = new TorchScriptFeatureNetwork(PathOf("list"), input == "plain" ? null : Prepared);

        // TorchScript compiles itself anew after it has watched the first runs.
        for (var run = 0; run < runs; run++)
        {
            var images = golden["images"].clone().requires_grad_(true);
            var features = network.Features(images);
            (features[0].pow(2).sum() + features[1].pow(2).sum()).backward();

            Assert.Equal(2, features.Count);
            TensorAssert.Close(golden[$"{input}.maps"], features[0], 1e-6, "maps");
            TensorAssert.Close(golden[$"{input}.vector"], features[1], 1e-6, "vector");
            TensorAssert.Close(golden[$"{input}.gradient"], images.grad!, 1e-5, "gradient");
        }
    }

    [Theory]
    [InlineData("list", 2)]
    [InlineData("tuple", 2)]
    [InlineData("tensor", 1)]
    public void A_network_may_return_a_list_a_tuple_or_a_tensor(string file, int count)
    {
        using var golden = new GoldenFile("features");
        using var network = new TorchScriptFeatureNetwork(PathOf(file));

        var features = network.Features(golden["images"]);

        Assert.Equal(count, features.Count);
        TensorAssert.Close(golden["plain.vector"], features[^1], 1e-6);
    }

    [Theory]
    [InlineData("dictionary")]
    [InlineData("nested")]
    public void A_network_that_returns_something_else_is_refused(string file)
    {
        using var network = new TorchScriptFeatureNetwork(PathOf(file));

        var exception = Assert.Throws<InvalidOperationException>(() => network.Features(zeros(1, 3, 8, 8)));

        Assert.Contains($"{file}.pt", exception.Message);
        Assert.Contains("tensor, or a tuple or list of tensors", exception.Message);
    }

    [Fact]
    public void Only_the_features_stay_alive_and_no_weight_takes_a_gradient()
    {
        using var network = new TorchScriptFeatureNetwork(PathOf("list"), Prepared);
        var images = zeros(1, 3, 8, 8);
        network.Features(images)[0].Dispose();
        var before = LiveTensors.Settled();

        var features = network.Features(images);

        Assert.Equal(before + 2, LiveTensors.Now());
        Assert.All(features, feature => Assert.False(feature.requires_grad));
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains("nowhere.pt", Assert.Throws<FileNotFoundException>(() => new TorchScriptFeatureNetwork(PathOf("nowhere"))).Message);

    [Fact]
    public void A_file_of_another_format_is_named()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("text.pt"), "not an archive");
        File.WriteAllBytes(folder.File("half.pt"), File.ReadAllBytes(PathOf("list"))[..2000]);

        foreach (var path in (string[])[folder.File("text.pt"), folder.File("half.pt"), PathOf("weights_only")])
            Assert.Contains($"'{path}' is not a TorchScript file", Assert.Throws<InvalidDataException>(() => new TorchScriptFeatureNetwork(path)).Message);
    }

    [Fact]
    public void Images_the_network_cannot_take_are_named_with_their_shape()
    {
        using var network = new TorchScriptFeatureNetwork(PathOf("list"));

        Assert.Contains("[*, 3, *, *]; got [1, 1, 8, 8]", Assert.Throws<ArgumentException>("images", () => network.Features(zeros(1, 1, 8, 8))).Message);
        Assert.Contains("got [1, 3, 0, 0], which is empty", Assert.Throws<ArgumentException>("images", () => network.Features(zeros(1, 3, 0, 0))).Message);
    }

    [Fact]
    public void Invalid_options_are_listed()
    {
        var exception = Assert.Throws<ArgumentException>(
            "options", () => new TorchScriptFeatureNetwork(PathOf("list"), new() { InputSize = 0, Mean = [1, double.NaN], Scale = [1, 0, 1, 2] }));

        foreach (var part in (string[])["InputSize", "Mean must have 3", "Mean must be finite", "Scale must have 3", "Scale must be finite and not 0"])
            Assert.Contains(part, exception.Message);
    }

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", "features", $"{name}.pt");
}
