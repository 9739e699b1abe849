using System.Globalization;
using GlGan.Features;
using GlGan.Imaging;
using GlGan.Metrics;
using GlGan.Tensors;
using GlGan.Tests.Losses;
using static TorchSharp.torch;

namespace GlGan.Tests.Metrics;

[Collection("Tensors")]
public sealed class PerceptualDistanceTests
{
    private const string Torch = """

        from torch.nn import functional
        torch.manual_seed(4)
        total = 0
        for channels, side in ((5, 4), (7, 2)):
            first, second = torch.randn(2, 3, channels, side, side, dtype=torch.double)
            weight = torch.rand(1, channels, 1, 1, dtype=torch.double)
            difference = (functional.normalize(first, dim=1) - functional.normalize(second, dim=1)) ** 2
            total = total + functional.conv2d(difference, weight).mean((1, 2, 3))
            print(channels, side, *weight.flatten().tolist(), *first.flatten().tolist(), *second.flatten().tolist())
        print(*total.tolist())
        """;

    [Fact]
    public void Features_of_length_one_are_compared_channel_by_channel_and_summed_over_layers()
    {
        // Two positions: (3, 4, 0) against (0, 0, 2) is 0.36 + 0.64 + 1, and equal directions of other lengths are 0. The second layer: (1, 0) against (0, 5).
        using Tensor first = tensor([3.0, 1, 4, 0, 0, 0], [1, 3, 1, 2]), second = tensor([0.0, 7, 0, 0, 2, 0], [1, 3, 1, 2]);
        using Tensor firstVector = tensor([1.0, 0], [1, 2]), secondVector = tensor([0.0, 5], [1, 2]);
        var network = new GivenFeatures([first, firstVector], [second, secondVector]);

        Assert.Equal((0.36 + 0.64 + 1) / 2 + 2, Distance(new PerceptualDistance(network)), 1e-9);
        Assert.Equal((0.36 + 2 * 0.64 + 3) / 2 + 0.5, Distance(new PerceptualDistance(network, [[1, 2, 3], [0.5, 0]])), 1e-9);
    }

    [Fact]
    public void It_agrees_with_PyTorch()
    {
        var lines = PythonScript.Run(Torch, ["torch"]).Trim().Split('\n')
            .Select(line => Array.ConvertAll(line.Split(' '), number => double.Parse(number, CultureInfo.InvariantCulture))).ToArray();
        using var scope = NewDisposeScope();
        Tensor[] first = new Tensor[2], second = new Tensor[2];
        var weights = new double[2][];
        for (var layer = 0; layer < 2; layer++)
        {
            int channels = (int)lines[layer][0], side = (int)lines[layer][1], count = 3 * channels * side * side;
            weights[layer] = lines[layer][2..(2 + channels)];
            first[layer] = tensor(lines[layer].AsSpan(2 + channels, count).ToArray(), [3, channels, side, side]);
            second[layer] = tensor(lines[layer].AsSpan(2 + channels + count, count).ToArray(), [3, channels, side, side]);
        }

        using var images = zeros(3, 3, 8, 8);
        var distances = new PerceptualDistance(new GivenFeatures(first, second), weights).Compute(images, images);

        Assert.All(lines[2].Zip(distances), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }

    [Fact]
    public void Images_are_compared_pair_by_pair_and_leave_no_tensors()
    {
        using var network = new DoubleFeatures();
        var metric = new PerceptualDistance(network);
        ImageBuffer a = TestWaves.Clean(16), b = TestWaves.Noisy(16), c = TestWaves.Grey(8, (x, _) => x), d = TestWaves.Grey(8, (_, y) => 9 * y);
        metric.Compute([a], [b]);
        var before = LiveTensors.Settled();

        var distances = metric.Compute([a, a, c], [a, b, d]);

        Assert.Equal(before, LiveTensors.Now());
        Assert.Equal(0, distances[0]);
        Assert.True(distances[1] > 0 && distances[2] > 0);
        Assert.Equal(distances[1..].AsEnumerable(), metric.Compute([b, d], [a, c]));
        using Tensor first = TensorImages.FromImages([a, a]), second = TensorImages.FromImages([a, b]);
        Assert.Equal([distances[0], distances[1]], metric.Compute(first, second), (x, y) => Math.Abs(x - y) < 1e-12);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        using var network = new DoubleFeatures();
        ImageBuffer image = TestWaves.Clean(16), small = TestWaves.Clean(8);

        Assert.Contains("layer 1", Assert.Throws<ArgumentException>(() => new PerceptualDistance(network, [[1], [-1]])).Message);
        Assert.Contains("got 1 and 2", Assert.Throws<ArgumentException>(() => new PerceptualDistance(network).Compute([image], [image, image])).Message);
        Assert.Contains("16x16 and 8x8", Assert.Throws<ArgumentException>(() => new PerceptualDistance(network).Compute([image], [small])).Message);
        Assert.Contains("for 1 layers, but the network gives 2", Refused([[1, 1, 1, 1]]));
        Assert.Contains("Layer 0 has 4 channels, but there are 3 weights", Refused([[1, 1, 1], [1, 1, 1, 1]]));

        string Refused(double[][] weights) =>
            Assert.Throws<InvalidOperationException>(() => new PerceptualDistance(network, weights).Compute([image], [image])).Message;
    }

    private static double Distance(PerceptualDistance metric)
    {
        using var image = zeros(1, 3, 8, 8);
        return Assert.Single(metric.Compute(image, image));
    }

    /// <summary>Gives the one list of features and the other in turn.</summary>
    private sealed class GivenFeatures(Tensor[] first, Tensor[] second) : IFeatureNetwork
    {
        private int _calls;

        public IReadOnlyList<Tensor> Features(Tensor images) => [.. (_calls++ % 2 == 0 ? first : second).Select(features => features.alias())];
    }

    private sealed class DoubleFeatures : IFeatureNetwork, IDisposable
    {
        private readonly TinyFeatureNetwork _network = new();

        public IReadOnlyList<Tensor> Features(Tensor images)
        {
            using var wide = images.to(ScalarType.Float64);
            return _network.Features(wide);
        }

        public void Dispose() => _network.Dispose();
    }
}
