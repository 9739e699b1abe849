using System.Runtime.Intrinsics;

namespace GlGan.Editing;

/// <summary>Powers of two for weights.</summary>
internal static class FastExponential
{
    private const int MantissaBits = 23;
    private const float SmallestNormal = -126;

    // 2^x on [0, 1], exact at both ends, of least relative error between them.
    private const float C1 = 0.69303212f;
    private const float C2 = 0.24137973f;
    private const float C3 = 0.05203247f;
    private const float C4 = 0.01355568f;

    /// <summary>2^<paramref name="exponents"/> for exponents up to 0, to 4e-6 of itself; below −126, that of −126.</summary>
    internal static Vector256<float> Exp2(Vector256<float> exponents)
    {
        var bounded = Vector256.Max(exponents, Vector256.Create(SmallestNormal));
        var whole = Vector256.Floor(bounded);
        var rest = bounded - whole;
        var power = Vector256.MultiplyAddEstimate(rest, Vector256.Create(C4), Vector256.Create(C3));
        power = Vector256.MultiplyAddEstimate(rest, power, Vector256.Create(C2));
        power = Vector256.MultiplyAddEstimate(rest, power, Vector256.Create(C1));
        power = Vector256.MultiplyAddEstimate(rest, power, Vector256<float>.One);
        return (power.AsInt32() + (Vector256.ConvertToInt32Native(whole) << MantissaBits)).AsSingle();
    }
}
