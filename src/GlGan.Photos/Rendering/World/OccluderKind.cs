namespace GlGan.Rendering;

/// <summary>What is in front of a synthetic face.</summary>
public enum OccluderKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The person's hand, at the mouth, cheek, chin or brow.</summary>
    Hand,

    /// <summary>A phone in a hand.</summary>
    Phone,

    /// <summary>A cup in a hand.</summary>
    Cup,

    /// <summary>A microphone.</summary>
    Microphone,

    /// <summary>A scarf over the chin.</summary>
    Scarf,

    /// <summary>The person's own arm, in a sleeve.</summary>
    Arm,

    /// <summary>A strand of hair that hangs over the face.</summary>
    Strand,
}
