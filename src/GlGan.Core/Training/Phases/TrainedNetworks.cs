namespace GlGan.Training;

/// <summary>The parts of a GL-GAN that a phase trains. Parts not named are frozen: bitwise unchanged, normalisation statistics included.</summary>
[Flags]
public enum TrainedNetworks
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>GP-Gen.</summary>
    Global = 1,

    /// <summary>The LP-Gens.</summary>
    Local = 2,

    /// <summary>The fusion network.</summary>
    Fusion = 4,

    /// <summary>The discriminators.</summary>
    Discriminators = 8,

    /// <summary>The whole generator.</summary>
    Generator = Global | Local | Fusion,

    /// <summary>Everything.</summary>
    All = Generator | Discriminators,
}
