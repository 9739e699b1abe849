namespace GlGan.Rendering;

/// <summary>Beard of a synthetic face.</summary>
public enum FacialHair
{
    /// <summary>Clean-shaven.</summary>
    None,

    /// <summary>A few days' growth over beard and moustache.</summary>
    Stubble,

    /// <summary>A moustache only.</summary>
    Moustache,

    /// <summary>Moustache and chin.</summary>
    Goatee,

    /// <summary>A full beard.</summary>
    Full,
}
