namespace GlGan.Imaging;

/// <summary>For each output position along one axis: the first input position, and the weights from there on. Weights sum to one.</summary>
internal sealed class AxisWeights
{
    private const double GaussianRadius = 4;
    private const int StackWeights = 64;

    private readonly int[] _starts;
    private readonly int[] _counts;
    private readonly float[] _weights;
    private readonly int _stride;

    private AxisWeights(int outputLength, int mostWeights)
    {
        _starts = new int[outputLength];
        _counts = new int[outputLength];
        _weights = new float[checked(outputLength * mostWeights)];
        _stride = mostWeights;
    }

    internal int OutputLength => _starts.Length;

    internal int Start(int output) => _starts[output];

    internal ReadOnlySpan<float> Weights(int output) => _weights.AsSpan(_stride * output, _counts[output]);

    /// <summary>Resizing with half-pixel centres; the kernel widens with the ratio when shrinking.</summary>
    internal static AxisWeights Resize(int inputLength, int outputLength, ResampleFilter filter)
    {
        var (radius, kernel) = Kernel(filter);
        var ratio = (double)inputLength / outputLength;
        var stretch = Math.Max(1, ratio);
        var support = radius * stretch;
        var axis = new AxisWeights(outputLength, Math.Min(inputLength, (int)(2 * support) + 2));
        Span<double> most = axis._stride <= StackWeights ? stackalloc double[axis._stride] : new double[axis._stride];
        for (var output = 0; output < outputLength; output++)
        {
            var center = (output + 0.5) * ratio;
            var first = Math.Max(0, (int)(center - support + 0.5));
            var last = Math.Min(inputLength, (int)(center + support + 0.5));
            var weights = most[..(last - first)];
            for (var i = 0; i < weights.Length; i++) weights[i] = kernel((first + i + 0.5 - center) / stretch);
            axis.Set(output, first, weights);
        }

        return axis;
    }

    /// <summary>A Gaussian blur; the edge pixels are repeated outside.</summary>
    internal static AxisWeights Gaussian(int length, double sigma)
    {
        var radius = (int)(GaussianRadius * sigma + 0.5);
        var axis = new AxisWeights(length, Math.Min(length, 2 * radius + 1));
        Span<double> most = axis._stride <= StackWeights ? stackalloc double[axis._stride] : new double[axis._stride];
        for (var output = 0; output < length; output++)
        {
            var first = Math.Max(0, output - radius);
            var last = Math.Min(length - 1, output + radius);
            var weights = most[..(last - first + 1)];
            weights.Clear();
            for (var offset = -radius; offset <= radius; offset++)
                weights[Math.Clamp(output + offset, first, last) - first] += Math.Exp(-0.5 * offset * offset / (sigma * sigma));
            axis.Set(output, first, weights);
        }

        return axis;
    }

    private static (double Radius, Func<double, double> Kernel) Kernel(ResampleFilter filter) => filter switch
    {
        ResampleFilter.Box => (0.5, x => x is > -0.5 and <= 0.5 ? 1 : 0),
        ResampleFilter.Bilinear => (1, x => Math.Max(0, 1 - Math.Abs(x))),
        ResampleFilter.Lanczos3 => (3, x => Math.Abs(x) < 3 ? Sinc(x) * Sinc(x / 3) : 0),
        _ => throw new ArgumentOutOfRangeException(nameof(filter), filter, "Unknown filter."),
    };

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    private void Set(int output, int start, ReadOnlySpan<double> weights)
    {
        double sum = 0;
        foreach (var weight in weights) sum += weight;
        (_starts[output], _counts[output]) = (start, weights.Length);
        for (var i = 0; i < weights.Length; i++) _weights[_stride * output + i] = (float)(weights[i] / sum);
    }
}
