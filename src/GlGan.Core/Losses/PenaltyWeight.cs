using System.Runtime.CompilerServices;

namespace GlGan.Losses;

/// <summary>Check of the weights penalties are given.</summary>
internal static class PenaltyWeight
{
    /// <summary>Returns the weight, or throws when it is negative or not finite.</summary>
    internal static double Valid(double weight, [CallerArgumentExpression(nameof(weight))] string argument = "") =>
        weight >= 0 && double.IsFinite(weight) ? weight : throw new ArgumentOutOfRangeException(argument, weight, "The weight of a penalty must be finite and not negative.");
}
