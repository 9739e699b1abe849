using System.Numerics;
using static GlGan.Rendering.ShadingMath;

namespace GlGan.Rendering;

/// <summary>Draws thin, antialiased lines over a shaded photo, behind whatever is nearer.</summary>
/// <param name="scratch">The photo.</param>
/// <param name="frame">From view space to its pixels.</param>
/// <param name="size">Its side.</param>
/// <param name="isHair">Whether what is drawn counts as hair, rather than as what it grows on.</param>
internal readonly struct StrandCanvas(RenderScratch scratch, PhotoFrame frame, int size, bool isHair)
{
    // A hair lies on the skin it is drawn over.
    private const float Tolerance = 0.35f;

    private readonly PhotoFrame _frame = frame;

    public PhotoFrame Frame => _frame;

    /// <summary>Draws a line between two spots in view space.</summary>
    /// <param name="from">Where it starts.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="fromColor">Linear colour there.</param>
    /// <param name="toColor">Linear colour there.</param>
    /// <param name="width">Width in centimetres; what is thinner than a pixel covers it in part.</param>
    public void Line(Vector3 from, Vector3 to, Vector3 fromColor, Vector3 toColor, float width)
    {
        Vector3 a = _frame.Place(from), b = _frame.Place(to);
        var cover = Math.Min(width * _frame.Scale, 1);
        float dx = b.X - a.X, dy = b.Y - a.Y;
        var steep = Math.Abs(dy) > Math.Abs(dx);
        var (start, end) = steep ? (a.Y, b.Y) : (a.X, b.X);
        var length = end - start;
        if (length == 0) return;
        var direction = length > 0 ? 1 : -1;
        int first = (int)(length > 0 ? MathF.Ceiling(start) : MathF.Floor(start)), last = (int)(length > 0 ? MathF.Ceiling(end) : MathF.Floor(end));
        if (first == last)
        {
            // Shorter than a pixel: its share of one.
            Spot(0.5f * (a + b), steep, Mix(fromColor, toColor, 0.5f), cover * Math.Abs(length), (int)MathF.Round(0.5f * (start + end)));
            return;
        }

        for (var at = first; at != last; at += direction)
        {
            var t = (at - start) / length;
            Spot(Mix(a, b, t), steep, Mix(fromColor, toColor, t), cover, at);
        }
    }

    private void Spot(Vector3 p, bool steep, Vector3 color, float cover, int along)
    {
        var across = steep ? p.X : p.Y;
        var low = (int)MathF.Floor(across);
        var high = across - low;
        Pixel(steep ? low : along, steep ? along : low, p.Z, color, cover * (1 - high));
        Pixel(steep ? low + 1 : along, steep ? along : low + 1, p.Z, color, cover * high);
    }

    private void Pixel(int x, int y, float inverse, Vector3 color, float cover)
    {
        if ((uint)x >= (uint)size || (uint)y >= (uint)size) return;
        var nearest = scratch.Depth[RenderScratch.SamplesPerSide * (RenderScratch.SamplesPerSide * y * size + x)];
        if (nearest > 0 && nearest > HeadCamera.Nearer(inverse, Tolerance)) return;
        ref var pixel = ref scratch.Color[y * size + x];
        pixel = Mix(pixel, color, cover);
        if (!isHair) return;
        ref var covered = ref scratch.HairCoverage[y * size + x];
        covered += cover * (1 - covered);
    }
}
