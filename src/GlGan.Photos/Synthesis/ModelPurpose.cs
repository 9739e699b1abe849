namespace GlGan.Synthesis;

/// <summary>What a model was trained to do, which decides how its inputs are made.</summary>
public enum ModelPurpose
{
    /// <summary>Fits region crops into a face whose own regions are degraded: restoring and swapping regions.</summary>
    Region,

    /// <summary>Turns any view of a face into its frontal view.</summary>
    Frontal,

    /// <summary>Refines a face that geometry put into a photo.</summary>
    Swap,

    /// <summary>Turns the input of a pair into its target; both have the face at the same place.</summary>
    Paired,
}
