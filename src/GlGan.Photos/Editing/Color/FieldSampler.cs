namespace GlGan.Editing;

/// <summary>Reads planes of a coarse grid at the pixels of a picture, bilinearly; beyond the outermost points they repeat.</summary>
/// <param name="columns">Width of the grid.</param>
/// <param name="rows">Its height.</param>
/// <param name="width">Width of the picture.</param>
/// <param name="height">Its height.</param>
internal sealed class FieldSampler(int columns, int rows, int width, int height)
{
    /// <summary>Where a pixel lies.</summary>
    internal (int At, int Right, int Down, float Across, float Below) Place(int x, int y)
    {
        var (column, across) = Split(x, columns, width);
        var (row, below) = Split(y, rows, height);
        return (row * columns + column, column + 1 < columns ? 1 : 0, row + 1 < rows ? columns : 0, across, below);
    }

    /// <summary>The value of a plane there.</summary>
    internal static float Read(float[] plane, (int At, int Right, int Down, float Across, float Below) place)
    {
        var (at, right, down, across, below) = place;
        var above = plane[at] + across * (plane[at + right] - plane[at]);
        var under = plane[at + down] + across * (plane[at + down + right] - plane[at + down]);
        return above + below * (under - above);
    }

    private static (int Whole, float Part) Split(int pixel, int points, int pixels)
    {
        var place = Math.Clamp((pixel + 0.5f) * points / pixels - 0.5f, 0, points - 1);
        var whole = (int)place;
        return (whole, place - whole);
    }
}
