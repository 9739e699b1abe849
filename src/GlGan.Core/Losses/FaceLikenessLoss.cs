using System.Collections.Concurrent;
using GlGan.Features;
using GlGan.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Losses;

/// <summary>
/// Who the fused image shows, and how it looks, in the eyes of the network that this library embeds to train against (<see cref="SyntheticFaceNetwork.LoadTeacher"/>):
/// <c>identity · E[1 − cos(φ(image), φ(target))] + maps · Σ E|ψ_i(image) − ψ_i(target)|</c>, φ the embedding, ψ the feature maps with channels scaled to length 1. A generator that
/// was trained so is judged by another network (<see cref="SyntheticFaceNetwork.LoadEmbedded"/>), as the evaluation does.
/// </summary>
/// <param name="identity">Weight of the embedding's term, not negative.</param>
/// <param name="maps">Weight of the feature maps' term, not negative.</param>
public sealed class FaceLikenessLoss(double identity = 1, double maps = 1) : IGeneratorLoss
{
    private const double SmallestLength = 1e-6;

    // Small, and wanted as long as any training lives: the process keeps them, one per device.
    private static readonly ConcurrentDictionary<string, Lazy<SyntheticFaceNetwork>> Teachers = new();

    /// <summary>Weight of the embedding's term.</summary>
    public double Identity { get; } = LossWeights.Valid(identity);

    /// <summary>Weight of the feature maps' term.</summary>
    public double Maps { get; } = LossWeights.Valid(maps);

    /// <summary>Another network to see with; borrowed.</summary>
    internal IFeatureNetwork? Network { get; init; }

    /// <inheritdoc/>
    public string Name => "face_likeness";

    /// <inheritdoc/>
    public Tensor Compute(GeneratorLossContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var scope = NewDisposeScope();
        var (fake, real) = FeaturePair.Of(Network ?? Teachers.GetOrAdd(context.Target.device.ToString(), _ => new(() => SyntheticFaceNetwork.LoadTeacher(context.Target.device))).Value, context);
        var who = functional.cosine_similarity(fake[^1].flatten(1), real[^1].flatten(1), 1).mean().neg().Plus(1);
        var look = fake.Zip(real).SkipLast(1).Select(pair => functional.l1_loss(Unit(pair.First), Unit(pair.Second))).Aggregate((sum, next) => sum.Plus(next));
        context.Report("identity", who);
        context.Report("maps", look);
        return who.Times(Identity).Plus(look.Times(Maps)).MoveToOuterDisposeScope();
    }

    private static Tensor Unit(Tensor maps) => maps * maps.Squared().sum([1], keepdim: true).Plus(SmallestLength).rsqrt();
}
