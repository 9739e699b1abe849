namespace GlGan.Rendering;

/// <summary>What a pixel of a face's picture shows.</summary>
public enum FacePart : byte
{
    /// <summary>None of the others: what is behind the person.</summary>
    Background,

    /// <summary>Skin of face, ears and neck, brows and short beards included.</summary>
    Skin,

    /// <summary>Hair of the head, and longer beards.</summary>
    Hair,

    /// <summary>The eyeball between the lids.</summary>
    Eye,

    /// <summary>The red of the lips.</summary>
    Lips,

    /// <summary>Teeth, tongue and the dark between the lips.</summary>
    Mouth,

    /// <summary>Frames of glasses.</summary>
    Glasses,

    /// <summary>Clothes.</summary>
    Clothes,

    /// <summary>Something before the face: hands, things, strands of hair.</summary>
    Occluder,
}
