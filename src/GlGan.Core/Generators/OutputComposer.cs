using GlGan.Faces;
using GlGan.Layers;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Generators;

/// <summary>
/// Makes the image of what the fusion network says: <c>base + mask · need · (change − discard · base)</c>, in which the base is what is given, the change is bounded to ±2, the
/// share that is discarded lies in [0, 1], and so does the need, which is 1 for a prior: what is good already is left alone where it is small.
/// </summary>
internal static class OutputComposer
{
    // What is good is changed in small steps, and at first hardly at all; a prior in larger ones, and what it does not know is painted anew from the start.
    internal const double ChangeScale = 0.3, DiscardBias = -4, PriorChangeScale = 0.5, UnknownBias = 2, KnownBias = -3, NeedBias = 1;

    /// <summary>Channels the fusion network gives: a change of three colours, what is discarded of the base, and the need.</summary>
    internal static int Channels(OutputComposition composition) => Repaints(composition) ? 3 : composition == OutputComposition.Prior ? 4 : 5;

    /// <summary>Share of the usual initial weights with which the fusion network says it: a new generator hands on what it is given.</summary>
    internal static double InitialGain(OutputComposition composition) => Repaints(composition) ? 1 : 0.01;

    /// <summary>Composes the image; the caller owns it.</summary>
    /// <param name="options">The generator's.</param>
    /// <param name="head">What the fusion network says, <c>[N, 3 to 5, S, S]</c>.</param>
    /// <param name="input">What the generator was given.</param>
    internal static Tensor Compose(GlGanGeneratorOptions options, Tensor head, GeneratorInput input)
    {
        using var scope = NewDisposeScope();
        if (Repaints(options.Composition)) return head.tanh().MoveToOuterDisposeScope();
        var given = options.Composition == OutputComposition.Regions ? input.Global : input.Prior!.narrow(1, 0, 3);
        var isPrior = options.Composition == OutputComposition.Prior;
        var change = head.narrow(1, 0, 3).Times(isPrior ? PriorChangeScale : ChangeScale).tanh().Times(2);
        var doubt = head.narrow(1, 3, 1).Plus(isPrior ? UnknownBias : DiscardBias);
        if (isPrior) doubt = doubt.Plus(Known(input).Times(KnownBias - UnknownBias));
        var difference = change - doubt.sigmoid() * given;
        if (Mask(options, input, head.dtype) is { } mask) difference = difference * mask * head.narrow(1, 4, 1).Plus(NeedBias).sigmoid();
        return given.Plus(difference).MoveToOuterDisposeScope();
    }

    /// <summary>Size of the mask under which a region is changed, in pixels.</summary>
    /// <param name="region">The region.</param>
    /// <param name="imageSize">Side of the image in pixels.</param>
    internal static (int Width, int Height) MaskSize(FaceRegion region, int imageSize)
    {
        var (width, height) = region.PixelSize(imageSize);
        return ((int)Math.Ceiling(FaceRegion.Reach * width), (int)Math.Ceiling(FaceRegion.Reach * height));
    }

    /// <summary>Whether every pixel is painted anew.</summary>
    internal static bool Repaints(OutputComposition composition) => composition is OutputComposition.Automatic or OutputComposition.Repaint;

    private static Tensor? Mask(GlGanGeneratorOptions options, GeneratorInput input, ScalarType type) => options.Composition switch
    {
        OutputComposition.Regions => options.Regions.Select(region => Mask(region, input.Placement[region.Name], options.ImageSize, type)).Aggregate(maximum),
        OutputComposition.Refine => Known(input),
        _ => null,
    };

    private static Tensor Known(GeneratorInput input) => input.Prior!.narrow(1, 3, 2).sum(1, keepdim: true);

    private static Tensor Mask(FaceRegion region, Tensor centers, int size, ScalarType type)
    {
        var (width, height) = MaskSize(region, size);
        return RegionCanvas.Mask(centers, height, width, size, type);
    }
}
