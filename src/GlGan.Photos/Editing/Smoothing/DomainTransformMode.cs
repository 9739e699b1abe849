namespace GlGan.Editing;

/// <summary>How a domain transform filters the lines it has straightened.</summary>
public enum DomainTransformMode
{
    /// <summary>The mean of all pixels within reach: strong smoothing with sharp edges.</summary>
    NormalizedConvolution,

    /// <summary>A first-order recursion there and back: infinite reach, softer, and the faster one.</summary>
    Recursive,
}
