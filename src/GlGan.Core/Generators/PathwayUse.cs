namespace GlGan.Generators;

/// <summary>Which pathways a generator has: both for use, one alone to measure what the other is good for.</summary>
public enum PathwayUse
{
    /// <summary>GP-Gen and the LP-Gens.</summary>
    Both,

    /// <summary>GP-Gen alone: the fusion network reads its features and image only.</summary>
    Global,

    /// <summary>The LP-Gens alone: the fusion network reads the regions on the canvas only, and invents what lies around them.</summary>
    Local,
}
