namespace GlGan.Imaging;

/// <summary>What a <see cref="TriangleRasterizer"/> does with the pixels of a triangle. A structure, so that the call is inlined.</summary>
internal interface ITrianglePainter
{
    /// <summary>Paints one pixel.</summary>
    /// <param name="pixel">Its index, row by row.</param>
    /// <param name="second">Share of the triangle's second corner.</param>
    /// <param name="third">Share of the third corner; the first has what is left of one.</param>
    void Paint(int pixel, float second, float third);
}
