using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>
/// Gives the RGB colours the mean and the covariance of the reference with the least movement: the linear Monge-Kantorovitch map
/// <c>A^(-1/2) · (A^(1/2) · B · A^(1/2))^(1/2) · A^(-1/2)</c> from covariance A to B (Pitié and Kokaram, "The Linear Monge-Kantorovitch Linear Colour
/// Mapping for Example-Based Colour Transfer", CVMP 2007), with statistics weighted by the masks. Along directions in which the image varies by less
/// than half a level, it is shifted, not stretched. Without a pixel that counts in both images, the result is a copy.
/// </summary>
public sealed class LinearColorTransfer : IColorTransfer
{
    private const double SmallestVariance = 0.25;

    /// <inheritdoc/>
    public ImageBuffer Transfer(ImageBuffer image, ImageMask? imageMask, ImageBuffer reference, ImageMask? referenceMask, double strength = 1)
    {
        ColorTransferArguments.Require(image, imageMask, reference, referenceMask, strength);
        if (ColorStatistics.Of(image, imageMask, Rgb) is not { } own) return image.Clone();
        if (ColorStatistics.Of(reference, referenceMask, Rgb) is not { } wanted) return image.Clone();
        var map = Map(own.Covariance, wanted.Covariance);
        return Recoloring.Apply(image, strength, (red, green, blue) =>
        {
            var (r, g, b) = (red - own.Mean[0], green - own.Mean[1], blue - own.Mean[2]);
            return (Mapped(0, r, g, b), Mapped(1, r, g, b), Mapped(2, r, g, b));
        });

        float Mapped(int row, double r, double g, double b) => (float)(map[row, 0] * r + map[row, 1] * g + map[row, 2] * b + wanted.Mean[row]);
    }

    private static (float, float, float) Rgb(byte red, byte green, byte blue) => (red, green, blue);

    private static double[,] Map(double[,] from, double[,] to)
    {
        var covariance = new SymmetricMatrix(from);
        var root = covariance.Map(value => value < SmallestVariance ? 0 : Math.Sqrt(value));
        var inverse = covariance.Map(value => value < SmallestVariance ? 0 : 1 / Math.Sqrt(value));
        var map = covariance.Map(value => value < SmallestVariance ? 1 : 0);
        var middle = new SymmetricMatrix(Product(root, to, root)).Map(value => Math.Sqrt(Math.Max(0, value)));
        var stretched = Product(inverse, middle, inverse);
        for (var row = 0; row < 3; row++)
            for (var column = 0; column < 3; column++) map[row, column] += stretched[row, column];
        return map;
    }

    private static double[,] Product(double[,] first, double[,] second, double[,] third) =>
        SymmetricMatrix.Product(SymmetricMatrix.Product(first, second), third);
}
