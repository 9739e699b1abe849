namespace GlGan.Cli.Commands;

/// <summary>What the process returns.</summary>
internal static class ExitCodes
{
    internal const int Success = 0;

    internal const int Failure = 1;

    /// <summary>A training diverged more often than it may.</summary>
    internal const int Diverged = 3;

    /// <summary>A fault of the tool itself.</summary>
    internal const int Fault = 70;

    /// <summary>Ended by Ctrl-C (128 + SIGINT).</summary>
    internal const int Interrupted = 130;
}
