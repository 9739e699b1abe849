namespace GlGan.Fuzz;

/// <summary>What became of the inputs of one target.</summary>
/// <param name="Target">Its name.</param>
internal sealed record FuzzReport(string Target)
{
    internal int Inputs { get; set; }

    internal int Accepted { get; set; }

    internal int Refused { get; set; }

    internal TimeSpan Slowest { get; set; }

    internal long LargestAllocation { get; set; }

    /// <summary>The first input that broke a promise; <see langword="null"/> when none did.</summary>
    internal FuzzFinding? Finding { get; set; }

    public override string ToString() =>
        $"{Target,-17} {Inputs,9} inputs {Accepted,9} accepted {Refused,9} refused"
        + $"   slowest {Slowest.TotalMilliseconds,8:f1} ms   largest allocation {LargestAllocation / 1048576.0,7:f1} MB"
        + (Finding is null ? "" : $"   FINDING {Finding}");
}
