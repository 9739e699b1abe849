using System.Runtime.CompilerServices;

namespace GlGan.Losses;

/// <summary>Checks of the weights losses are given.</summary>
internal static class LossWeights
{
    /// <summary>Returns the weight, or throws when it is negative or not finite.</summary>
    internal static double Valid(double weight, [CallerArgumentExpression(nameof(weight))] string argument = "") => IsValid(weight)
        ? weight
        : throw new ArgumentOutOfRangeException(argument, weight, "A weight must be finite and not negative.");

    /// <summary>A copy of the weights; throws when there is none, or one is negative or not finite.</summary>
    internal static double[] Valid(IReadOnlyList<double> weights, string argument) => weights.Count > 0 && weights.All(IsValid)
        ? [.. weights]
        : throw new ArgumentException($"Give at least one weight, each finite and not negative; got [{string.Join(", ", weights)}].", argument);

    private static bool IsValid(double weight) => weight >= 0 && double.IsFinite(weight);
}
