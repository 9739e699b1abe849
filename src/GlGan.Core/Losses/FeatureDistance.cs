namespace GlGan.Losses;

/// <summary>How two tensors of features are compared.</summary>
public enum FeatureDistance
{
    /// <summary>Mean absolute difference.</summary>
    L1,

    /// <summary>Mean squared difference.</summary>
    L2,
}
