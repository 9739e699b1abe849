namespace GlGan.Datasets;

/// <summary>Which face of a photo with several.</summary>
public enum FaceChoice
{
    /// <summary>The largest one.</summary>
    Largest,

    /// <summary>The one nearest to the middle of the photo.</summary>
    Center,

    /// <summary>All of them, the largest first.</summary>
    All,
}
