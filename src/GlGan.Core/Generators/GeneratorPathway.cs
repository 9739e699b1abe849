namespace GlGan.Generators;

/// <summary>The parts of a generator that train or are frozen together.</summary>
public enum GeneratorPathway
{
    /// <summary>GP-Gen: what sees the whole image.</summary>
    Global,

    /// <summary>The LP-Gens: what sees the regions.</summary>
    Local,

    /// <summary>What merges both.</summary>
    Fusion,
}
