using GlGan.Losses;
using static TorchSharp.torch;

namespace GlGan.Tests.Training;

/// <summary>Minimises nothing, and reports the mean sign of what discriminators say: 1 where they are sure of a real, -1 of a fake.</summary>
internal sealed class SignsLoss : IGeneratorLoss
{
    public string Name => "signs";

    public Tensor Compute(GeneratorLossContext context)
    {
        using var scope = NewDisposeScope();
        foreach (var judgement in context.Judgements)
        {
            foreach (var output in judgement.Real) context.Report("real", output.Logits.sign());
            foreach (var output in judgement.Fake) context.Report("fake", output.Logits.sign());
        }

        return zeros([]).MoveToOuterDisposeScope();
    }
}
