namespace GlGan.Kernels;

/// <summary>Where the tiles of a convolution lie on one of its two grids.</summary>
/// <param name="Height">Height of the grid.</param>
/// <param name="Width">Width of the grid.</param>
/// <param name="Step">Pixels from one value of a tile to the next.</param>
/// <param name="Parts">Parts along one axis, each with tiles of its own.</param>
/// <param name="PartShift">Pixels from the tiles of one part to those of the next.</param>
/// <param name="Shift">Row and column of the first value of the first tile of the first part.</param>
internal readonly record struct TileLattice(int Height, int Width, int Step = 1, int Parts = 1, int PartShift = 1, int Shift = 0)
{
    internal int AllParts => Parts * Parts;

    /// <summary>Row of a part's first value; its column is <see cref="Left"/>.</summary>
    internal int Top(int part) => Shift + part / Parts * PartShift;

    internal int Left(int part) => Shift + part % Parts * PartShift;
}
