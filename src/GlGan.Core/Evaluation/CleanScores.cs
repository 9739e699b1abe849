namespace GlGan.Evaluation;

/// <summary>What becomes of faces in which nothing has to be mended: how near the output is to them, by PSNR.</summary>
/// <param name="Count">How many were given.</param>
/// <param name="Unchanged">How many came back to the last bit.</param>
/// <param name="Mean">Mean of the others, in decibels; positive infinity where there are none.</param>
/// <param name="Minimum">The smallest, in decibels; positive infinity where all came back to the last bit.</param>
public sealed record CleanScores(int Count, int Unchanged, double Mean, double Minimum)
{
    internal static CleanScores Of(IReadOnlyList<double> decibels)
    {
        double[] changed = [.. decibels.Where(double.IsFinite)];
        return new CleanScores(decibels.Count, decibels.Count - changed.Length, changed.DefaultIfEmpty(double.PositiveInfinity).Average(), decibels.Min());
    }
}
