using System.Runtime.Intrinsics;
using GlGan.Foundation;
using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>
/// The guided filter (He, Sun and Tang, ECCV 2010; IEEE TPAMI 35(6), 2013): in every window the result is a linear function of the guide, so that edges of
/// the guide stay and the rest becomes smooth. Its time does not depend on the radius. Outside the image everything is mirrored, as in OpenCV.
/// </summary>
public sealed class GuidedFilter : IImageSmoother
{
    private readonly GuidedFilterOptions _options;

    /// <summary>Creates a filter.</summary>
    /// <param name="options">How it smooths; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">The options are invalid; the message lists every error.</exception>
    public GuidedFilter(GuidedFilterOptions? options = null) => _options = options.ValidOrDefault();

    /// <summary>Smooths an image by its own edges.</summary>
    /// <inheritdoc/>
    public ImageBuffer Smooth(ImageBuffer image) => Smooth(image, image);

    /// <summary>Smooths an image by the edges of another; both stay as they are.</summary>
    /// <param name="image">Image to smooth, of any size from 1×1.</param>
    /// <param name="guide">Image whose edges count, of the same size.</param>
    /// <returns>A new image of the same size.</returns>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public ImageBuffer Smooth(ImageBuffer image, ImageBuffer guide)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(guide);
        if ((image.Width, image.Height) != (guide.Width, guide.Height))
        {
            throw new ArgumentException(
                $"The guide must be of the image's size, {image.Width}x{image.Height}; got {guide.Width}x{guide.Height}.", nameof(guide));
        }

        var grey = _options.Guide == GuideKind.Grey;
        var terms = new GuideTerms(grey ? 1 : 3, own: !grey && image == guide);
        var output = ImageBuffer.Undefined(image.Width, image.Height);
        // A band repeats the work of a radius of rows on both sides of it.
        RowBands.For(image.Height, Math.Max(64, 2 * _options.Radius), (from, to) => SmoothBand(image, guide, terms, from, to, output));
        return output;
    }

    private void SmoothBand(ImageBuffer image, ImageBuffer guide, GuideTerms terms, int from, int to, ImageBuffer output)
    {
        var (width, height, radius) = (image.Width, image.Height, _options.Radius);
        using var source = new FloatPlanes(terms.Planes, width, Math.Max(0, from - 2 * radius), Math.Min(height, to + 2 * radius));
        for (var y = source.Top; y < source.Bottom; y++) Load(image, guide, terms, y, source);

        using var coefficients = new FloatPlanes(GuideTerms.Targets * (terms.Guides + 1), width, Math.Max(0, from - radius), Math.Min(height, to + radius));
        using (var moments = new BoxWindow(source, terms.All, radius, height))
        {
            for (var y = coefficients.Top; y < coefficients.Bottom; y++)
            {
                moments.MoveTo(y);
                if (terms.Guides == 1) SolveGrey(moments.Means, terms, coefficients, y);
                else SolveColor(moments.Means, terms, coefficients, y);
            }
        }

        using var models = new BoxWindow(coefficients, [.. Enumerable.Range(0, coefficients.Count).Select(plane => new BoxTerm(plane))], radius, height);
        using var smooth = new FloatPlanes(GuideTerms.Targets, width, 0, 1);
        for (var y = from; y < to; y++)
        {
            models.MoveTo(y);
            for (var target = 0; target < GuideTerms.Targets; target++) Apply(models.Means, source, terms, y, target, smooth.Vectors(target, 0));
            smooth.Store(0, image.Row(y), _options.Strength, output.Row(y));
        }
    }

    private static void Load(ImageBuffer image, ImageBuffer guide, GuideTerms terms, int y, FloatPlanes planes)
    {
        planes.Load(image.Row(y), terms.FirstTarget, y);
        if (terms.Guides == 1) planes.LoadGrey(guide.Row(y), 0, y);
        else if (terms.FirstTarget > 0) planes.Load(guide.Row(y), 0, y);
    }

    // The papers' linear regression: slope = covariance / (variance + epsilon), offset = mean − slope · mean of the guide. A slope and an offset per colour.
    private void SolveGrey(FloatPlanes means, GuideTerms terms, FloatPlanes coefficients, int y)
    {
        var epsilon = Vector256.Create((float)(_options.Epsilon * byte.MaxValue * byte.MaxValue));
        ReadOnlySpan<Vector256<float>> guide = means.Vectors(0, 0), squares = means.Vectors(terms.Square(0, 0), 0);
        for (var target = 0; target < GuideTerms.Targets; target++)
        {
            ReadOnlySpan<Vector256<float>> mean = means.Vectors(terms.Target(target), 0), cross = means.Vectors(terms.Cross(0, target), 0);
            Span<Vector256<float>> slope = coefficients.Vectors(2 * target, y), offset = coefficients.Vectors(2 * target + 1, y);
            for (var i = 0; i < slope.Length; i++)
            {
                slope[i] = (cross[i] - guide[i] * mean[i]) / (squares[i] - guide[i] * guide[i] + epsilon);
                offset[i] = mean[i] - slope[i] * guide[i];
            }
        }
    }

    // The same with three guides (the papers' colour extension): the covariance matrix of the guide, plus epsilon, is inverted by its cofactors.
    private void SolveColor(FloatPlanes means, GuideTerms terms, FloatPlanes coefficients, int y)
    {
        var epsilon = Vector256.Create((float)(_options.Epsilon * byte.MaxValue * byte.MaxValue));
        ReadOnlySpan<Vector256<float>> red = means.Vectors(0, 0), green = means.Vectors(1, 0), blue = means.Vectors(2, 0);
        ReadOnlySpan<Vector256<float>> rr = means.Vectors(terms.Square(0, 0), 0), rg = means.Vectors(terms.Square(0, 1), 0);
        ReadOnlySpan<Vector256<float>> rb = means.Vectors(terms.Square(0, 2), 0), gg = means.Vectors(terms.Square(1, 1), 0);
        ReadOnlySpan<Vector256<float>> gb = means.Vectors(terms.Square(1, 2), 0), bb = means.Vectors(terms.Square(2, 2), 0);
        for (var i = 0; i < red.Length; i++)
        {
            var (r, g, b) = (red[i], green[i], blue[i]);
            var (m00, m01, m02) = (rr[i] - r * r + epsilon, rg[i] - r * g, rb[i] - r * b);
            var (m11, m12, m22) = (gg[i] - g * g + epsilon, gb[i] - g * b, bb[i] - b * b + epsilon);
            var (c00, c01, c02) = (m11 * m22 - m12 * m12, m02 * m12 - m01 * m22, m01 * m12 - m02 * m11);
            var (c11, c12, c22) = (m00 * m22 - m02 * m02, m01 * m02 - m00 * m12, m00 * m11 - m01 * m01);
            var scale = Vector256<float>.One / (m00 * c00 + m01 * c01 + m02 * c02);
            for (var target = 0; target < GuideTerms.Targets; target++)
            {
                var mean = means.Vectors(terms.Target(target), 0)[i];
                var withRed = means.Vectors(terms.Cross(0, target), 0)[i] - r * mean;
                var withGreen = means.Vectors(terms.Cross(1, target), 0)[i] - g * mean;
                var withBlue = means.Vectors(terms.Cross(2, target), 0)[i] - b * mean;
                var slopeRed = (c00 * withRed + c01 * withGreen + c02 * withBlue) * scale;
                var slopeGreen = (c01 * withRed + c11 * withGreen + c12 * withBlue) * scale;
                var slopeBlue = (c02 * withRed + c12 * withGreen + c22 * withBlue) * scale;
                coefficients.Vectors(4 * target, y)[i] = slopeRed;
                coefficients.Vectors(4 * target + 1, y)[i] = slopeGreen;
                coefficients.Vectors(4 * target + 2, y)[i] = slopeBlue;
                coefficients.Vectors(4 * target + 3, y)[i] = mean - slopeRed * r - slopeGreen * g - slopeBlue * b;
            }
        }
    }

    private static void Apply(FloatPlanes models, FloatPlanes source, GuideTerms terms, int y, int target, Span<Vector256<float>> values)
    {
        var first = target * (terms.Guides + 1);
        models.Vectors(first + terms.Guides, 0).CopyTo(values);
        for (var guide = 0; guide < terms.Guides; guide++)
        {
            ReadOnlySpan<Vector256<float>> slope = models.Vectors(first + guide, 0), pixels = source.Vectors(guide, y);
            for (var i = 0; i < values.Length; i++) values[i] = Vector256.MultiplyAddEstimate(slope[i], pixels[i], values[i]);
        }
    }
}
