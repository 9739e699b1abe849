namespace GlGan.Generators;

/// <summary>How overlapping regions share a pixel.</summary>
public enum RegionFusionKind
{
    /// <summary>The largest value among the regions that cover the pixel, faded by the union of their masks.</summary>
    MaskedMaximum,

    /// <summary>The mean of the covering regions weighted by their masks, faded by the union of their masks.</summary>
    MaskedBlend,

    /// <summary>The sum of features times masks.</summary>
    Add,
}
