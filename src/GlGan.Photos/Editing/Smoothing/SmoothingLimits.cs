namespace GlGan.Editing;

/// <summary>Bounds that the options of several smoothers share.</summary>
internal static class SmoothingLimits
{
    /// <summary>Largest radius of a window in pixels.</summary>
    internal const int Radius = 4096;

    /// <summary>Smallest and largest standard deviation: what lies beyond is beyond the range of floats too.</summary>
    internal const double SmallestSigma = 1e-3;

    /// <inheritdoc cref="SmallestSigma"/>
    internal const double LargestSigma = 1e6;

    internal static IEnumerable<string> SigmaErrors(string name, double sigma)
    {
        if (sigma is not (>= SmallestSigma and <= LargestSigma)) yield return $"{name} must be in [{SmallestSigma}, {LargestSigma}]; got {sigma}.";
    }

    internal static IEnumerable<string> StrengthErrors(double strength)
    {
        if (strength is not (>= 0 and <= 1)) yield return $"Strength must be in [0, 1]; got {strength}.";
    }
}
