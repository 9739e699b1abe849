namespace GlGan.Training;

/// <summary>
/// In which precision and memory layout a training computes. Weights, statistics of batch normalisations, losses and optimisers are float32 in any case, and
/// checkpoints do not change.
/// </summary>
public sealed record TrainingPrecision
{
    /// <summary>Whether CUDA may round the factors of float32 products and convolutions to TF32 (10 bits of mantissa) during training.</summary>
    /// <value>The default value is <see langword="true"/>. The CPU is not affected.</value>
    public bool AllowTf32 { get; init; } = true;

    /// <summary>
    /// Whether networks compute in bfloat16 from their first convolution to their last, from float32 weights cast once per update. Meant for processors with bfloat16 units.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool BFloat16Convolutions { get; init; }

    /// <summary>Whether convolutions work on memory in which the channels of a pixel lie together.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool ChannelsLast { get; init; }
}
