using GlGan.Faces;

namespace GlGan.Pairs;

/// <summary>How <see cref="PairedTask"/> makes pairs.</summary>
public sealed record PairedOptions
{
    /// <summary>Regions given as crops of the input. Default: <see cref="FaceRegion.Standard"/>.</summary>
    public IReadOnlyList<FaceRegion> Regions { get; init; } = FaceRegion.Standard;

    /// <summary>Order of the pairs, and seed of the mirroring.</summary>
    public SampleOrder Order { get; init; } = new();

    /// <summary>Whether half of the pairs are mirrored, both images alike. Default <see langword="true"/>.</summary>
    public bool Flip { get; init; } = true;

    internal IEnumerable<string> Errors()
    {
        if (Regions is null || Regions.Count == 0) yield return $"{nameof(Regions)} must name at least one region.";
        foreach (var error in Order.Errors()) yield return error;
    }
}
