namespace GlGan.Rendering;

/// <summary>Hair of a synthetic face.</summary>
public enum HairStyle
{
    /// <summary>No hair on the head.</summary>
    Bald,

    /// <summary>A shadow of hair, a few millimetres.</summary>
    Buzz,

    /// <summary>Short hair combed back, ears free.</summary>
    Short,

    /// <summary>Short hair with a side parting, swept over the forehead.</summary>
    SidePart,

    /// <summary>Short hair with a fringe over the forehead.</summary>
    Fringe,

    /// <summary>A round volume of curls.</summary>
    Curly,

    /// <summary>Chin-length hair that covers the ears.</summary>
    Bob,

    /// <summary>Chin-length hair with a fringe.</summary>
    BobFringe,

    /// <summary>Hair down to the shoulders, parted in the middle.</summary>
    Long,

    /// <summary>Hair down to the shoulders, swept from a side parting.</summary>
    LongSidePart,

    /// <summary>Long hair tied behind the head.</summary>
    TiedBack,
}
