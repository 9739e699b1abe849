using GlGan.Imaging;

namespace GlGan.Tests.Editing;

/// <summary>The images in Fixtures/editing/blending, and made-up ones.</summary>
internal static class BlendingFixtures
{
    internal static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", "editing", "blending", name);

    internal static ImageBuffer Load(string name) => ImageFile.Load(PathOf($"{name}.png"));

    /// <summary>A grey picture as a mask.</summary>
    internal static ImageMask LoadMask(string name)
    {
        var image = Load(name);
        var mask = new ImageMask(image.Width, image.Height);
        for (var i = 0; i < mask.Values.Length; i++) mask.Values[i] = image.Pixels[3 * i] / 255f;
        return mask;
    }

    /// <summary>A mask that is 1 where a condition on column and row holds.</summary>
    internal static ImageMask Mask(int width, int height, Func<int, int, bool> covers)
    {
        var mask = new ImageMask(width, height);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++) mask.Row(y)[x] = covers(x, y) ? 1 : 0;
        return mask;
    }
}
