namespace GlGan.Editing;

/// <summary>Which pixel of a line stands for one outside of it, however far outside.</summary>
internal static class MirrorBorder
{
    /// <summary>Mirrored at the edge, the pixel of the edge included: <c>cba|abc|cba</c>.</summary>
    internal static int WithEdge(int index, int length)
    {
        var within = Modulo(index, 2 * length);
        return Math.Min(within, 2 * length - 1 - within);
    }

    /// <summary>Mirrored at the pixel of the edge: <c>cb|abc|ba</c>.</summary>
    internal static int WithoutEdge(int index, int length)
    {
        var period = Math.Max(1, 2 * length - 2);
        var within = Modulo(index, period);
        return Math.Min(within, period - within);
    }

    private static int Modulo(int value, int divisor) => (value % divisor + divisor) % divisor;
}
