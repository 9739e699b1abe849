namespace GlGan.Rendering;

/// <summary>What is behind a synthetic face. None of it looks like a face.</summary>
public enum BackgroundScene
{
    /// <summary>The gradient alone.</summary>
    Plain,

    /// <summary>A wall: paint, concrete, bricks, boards or tiles.</summary>
    Wall,

    /// <summary>A photographer's mottled backdrop, brighter in one place.</summary>
    Backdrop,

    /// <summary>A bright window in a dark wall, with blinds or curtains.</summary>
    Window,

    /// <summary>A room with a corner, a door, pictures, lamps and plants.</summary>
    Room,

    /// <summary>Shelves of books.</summary>
    Shelves,

    /// <summary>Leaves, and the sky between them.</summary>
    Foliage,

    /// <summary>Sky over hills, grass, sand or water.</summary>
    Landscape,

    /// <summary>Houses, shops and cars, by day or by night.</summary>
    Street,

    /// <summary>A curtain in folds, or striped wallpaper.</summary>
    Curtain,

    /// <summary>Coloured lights in the dark.</summary>
    Stage,
}
