namespace GlGan.Rendering;

/// <summary>Glasses of a synthetic face.</summary>
public enum GlassesStyle
{
    /// <summary>No glasses.</summary>
    None,

    /// <summary>Round frames.</summary>
    Round,

    /// <summary>Rectangular frames.</summary>
    Rectangular,
}
