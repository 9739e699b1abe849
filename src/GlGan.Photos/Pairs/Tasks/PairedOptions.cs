using GlGan.Faces;
using GlGan.Foundation;

namespace GlGan.Pairs;

/// <summary>How <see cref="PairedTask"/> makes pairs.</summary>
public sealed record PairedOptions : IValidated
{
    /// <summary>Regions given as crops of the input. Default: <see cref="FaceRegion.Standard"/>.</summary>
    public IReadOnlyList<FaceRegion> Regions { get; init; } = FaceRegion.Standard;

    /// <summary>Order of the pairs, and seed of the mirroring.</summary>
    public SampleOrder Order { get; init; } = new();

    /// <summary>Whether half of the pairs are mirrored, both images alike. Default <see langword="true"/>.</summary>
    public bool Flip { get; init; } = true;

    IEnumerable<string> IValidated.Errors() => [.. Require.Some(Regions, "region"), .. Order.Errors()];
}
