using GlGan.Discriminators;
using GlGan.Features;
using GlGan.Generators;
using GlGan.Losses;
using static TorchSharp.torch;

namespace GlGan.Tests.Losses;

/// <summary>Contexts in which one loss has something to look at.</summary>
internal static class LossContexts
{
    internal static GeneratorLossContext Images(Tensor image, Tensor globalImage, Tensor target) =>
        Context(new GeneratorOutput(image, globalImage, new Dictionary<string, Tensor>(), image), target, new Dictionary<string, Tensor>(), []);

    internal static GeneratorLossContext Locals(Tensor target, params (Tensor Image, Tensor Center)[] regions)
    {
        var images = regions.Select((region, i) => (Name: $"region{i}", region.Image)).ToDictionary(region => region.Name, region => region.Image);
        var placement = regions.Select((region, i) => (Name: $"region{i}", region.Center)).ToDictionary(region => region.Name, region => region.Center);
        return Context(new GeneratorOutput(target, target, images, target), target, placement, []);
    }

    internal static GeneratorLossContext Regions(Tensor image, Tensor target, IFeatureNetwork? encoder, params (Tensor Image, Tensor Center)[] regions)
    {
        var context = Locals(target, regions);
        return context with { Output = context.Output with { Image = image }, GlobalEncoder = encoder };
    }

    /// <summary>The image only tells a loss of features its type and device.</summary>
    internal static GeneratorLossContext Features(Tensor image, params Judgement[] judgements) =>
        Context(new GeneratorOutput(image, image, new Dictionary<string, Tensor>(), image), image, new Dictionary<string, Tensor>(), judgements);

    /// <summary>An output whose logits are the last of its tensors.</summary>
    internal static PatchOutput Patch(params Tensor[] features) => new(features[^1], features);

    private static GeneratorLossContext Context(GeneratorOutput output, Tensor target, Dictionary<string, Tensor> placement, Judgement[] judgements) =>
        new(new GeneratorInput(target, placement, placement), output, target, judgements);
}
