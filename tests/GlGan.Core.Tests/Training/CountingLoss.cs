using GlGan.Losses;
using static TorchSharp.torch;

namespace GlGan.Tests.Training;

/// <summary>1, 2, 3, ... whatever it looks at.</summary>
internal sealed class CountingLoss : IGeneratorLoss
{
    private int _calls;

    public string Name => "counting";

    public Tensor Compute(GeneratorLossContext context) => tensor((float)++_calls);
}
