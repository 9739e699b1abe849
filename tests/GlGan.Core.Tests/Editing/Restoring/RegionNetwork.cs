using GlGan.Editing;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Synthesis;

namespace GlGan.Tests.Editing;

/// <summary>A network whose answers a test decides.</summary>
internal sealed class RegionNetwork(int size, Func<AlignedInput, ImageBuffer> answer) : ISynthesisNetwork
{
    public FaceFraming Framing { get; } = new(size, FaceTemplate.TpGan128, FaceRegion.Standard);

    public ModelPurpose Purpose { get; init; } = ModelPurpose.Region;

    public int PreferredBatch => 1;

    public ImageBuffer[] Run(IReadOnlyList<AlignedInput> inputs) => [.. inputs.Select(answer)];

    /// <summary>A restorer with a network of 64 pixels.</summary>
    internal static FaceRestorer Restorer(Func<AlignedInput, ImageBuffer> answer) => new(new FaceSynthesizer(new RegionNetwork(64, answer)));
}
