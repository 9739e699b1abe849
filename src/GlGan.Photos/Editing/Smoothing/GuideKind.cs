namespace GlGan.Editing;

/// <summary>What a guided filter sees of its guide.</summary>
public enum GuideKind
{
    /// <summary>All three colours: edges between colours of one brightness count too.</summary>
    Color,

    /// <summary>The brightness only (BT.601 luma): less work, and edges of colour alone are smoothed over.</summary>
    Grey,
}
