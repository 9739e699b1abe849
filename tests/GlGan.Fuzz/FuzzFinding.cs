namespace GlGan.Fuzz;

/// <summary>An input that broke a promise.</summary>
/// <param name="Number">Number of the input.</param>
/// <param name="Problem">Which promise.</param>
/// <param name="File">File with the input.</param>
internal sealed record FuzzFinding(int Number, string Problem, string File)
{
    public override string ToString() => $"in input {Number}, kept in {File}: {Problem}";
}
