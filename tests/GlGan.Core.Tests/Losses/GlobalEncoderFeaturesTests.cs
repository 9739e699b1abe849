using GlGan.Generators;
using GlGan.Losses;
using GlGan.Tests.Training;
using static TorchSharp.torch;

namespace GlGan.Tests.Losses;

[Collection("Tensors")]
public sealed class GlobalEncoderFeaturesTests : IDisposable
{
    private readonly GlGanGenerator _generator = new(TrainingRig.Options, seed: 4);
    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        _generator.Dispose();
    }

    [Fact]
    public void Encoding_gives_every_stage_finest_first_and_the_caller_owns_nothing_else()
    {
        var input = randn(2, 3, 32, 32);
        _generator.Global!.Encode(input)[0].Dispose();
        var before = LiveTensors.Settled();

        var stages = _generator.Global!.Encode(input);

        Assert.Equal(before + 4, LiveTensors.Now());
        Assert.Equal([[2, 16, 32, 32], [2, 32, 16, 16], [2, 64, 8, 8], [2, 128, 4, 4]], stages.Select(stage => stage.shape));
        Assert.Contains("multiples of 16; got 32x24", Assert.Throws<ArgumentException>("input", () => _generator.Global!.Encode(zeros(1, 3, 32, 24))).Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Looking_changes_neither_statistics_nor_modes_nor_which_weights_are_frozen(bool training)
    {
        _generator.train(training);
        _generator.Global!.get_parameter("encoder.1.first.conv.weight")!.requires_grad = false;
        var before = TrainingRig.Snapshot(_generator);

        new GlobalEncoderFeatures(_generator.Global!).Features(randn(2, 3, 32, 32));

        Assert.Empty(TrainingRig.Changed(before, _generator));
        Assert.All(_generator.modules(), module => Assert.Equal(training, module.training));
        var frozen = _generator.named_parameters().Where(entry => !entry.parameter.requires_grad).Select(entry => entry.name);
        Assert.Equal(["global.encoder.1.first.conv.weight"], frozen);
        Assert.Throws<ArgumentException>(() => new GlobalEncoderFeatures(_generator.Global!).Features(zeros(1, 3, 7, 7)));
        Assert.All(_generator.modules(), module => Assert.Equal(training, module.training));
        Assert.Single(_generator.parameters(), parameter => !parameter.requires_grad);
    }

    [Fact]
    public void The_image_gets_a_gradient_and_the_weights_it_is_seen_through_get_none()
    {
        using var batch = new RandomBatches(TrainingRig.Options).Make(0);
        var output = _generator.call(batch.Input);
        var image = output.Image.detach().requires_grad_(true);

        Loss(batch.Input, output with { Image = image }, batch.Target).backward();

        Assert.True(image.grad!.abs().max().item<float>() > 0);
        Assert.All(_generator.named_parameters(), entry => Assert.True(entry.parameter.grad is null, entry.name));
    }

    [Fact]
    public void What_reaches_the_weights_is_what_comes_by_way_of_the_image()
    {
        using var batch = new RandomBatches(TrainingRig.Options).Make(0);
        var output = _generator.call(batch.Input);
        var image = output.Image.detach().requires_grad_(true);
        Loss(batch.Input, output with { Image = image }, batch.Target).backward();
        var weights = _generator.Global!.parameters().ToArray();
        var expected = autograd.grad([output.Image], weights, [image.grad!], retain_graph: true);

        Loss(batch.Input, output, batch.Target).backward();

        var largest = expected.Select(gradient => gradient.abs().max().item<float>()).ToArray();
        for (var i = 0; i < weights.Length; i++) TensorAssert.Close(expected[i], weights[i].grad!, 1e-5 * Math.Max(1e-3, largest[i]), $"weight {i}");
        Assert.True(largest.Max() > 1e-5);
    }

    private Tensor Loss(GeneratorInput input, GeneratorOutput output, Tensor target) =>
        new RegionFeatureMatchingLoss().Compute(new(input, output, target, [], new GlobalEncoderFeatures(_generator.Global!)));
}
