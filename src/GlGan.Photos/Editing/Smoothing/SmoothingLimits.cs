using System.Runtime.CompilerServices;
using GlGan.Foundation;

namespace GlGan.Editing;

/// <summary>Bounds that the options of several smoothers share.</summary>
internal static class SmoothingLimits
{
    /// <summary>Largest radius of a window in pixels.</summary>
    internal const int Radius = 4096;

    internal static string[] OfRadius(int? value) => Require.To(value, 1, Radius, " pixels", nameof(Radius));

    // Standard deviations beyond are beyond the range of floats too.
    internal static string[] OfSigma(double value, [CallerArgumentExpression(nameof(value))] string name = "") => Require.In(value, 1e-3, 1e6, name);
}
