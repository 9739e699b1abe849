using System.CommandLine;

namespace GlGan.Cli.Commands;

/// <summary>The tool: all commands, and how they are invoked.</summary>
internal static class GlganCommand
{
    // Long commands end themselves when asked to: the step in progress is finished and the work saved.
    private static readonly InvocationConfiguration Configuration = new() { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false };

    /// <summary>Runs the tool.</summary>
    /// <returns>The exit code.</returns>
    internal static int Invoke(string[] args) => Create().Parse(args).Invoke(Configuration);

    /// <summary>The tool's commands.</summary>
    internal static RootCommand Create() => new("GL-GAN: face synthesis with global and local perception.")
    {
        DoctorCommand.Create(),
        DemoCommand.Create(),
        TrainCommand.Create(),
        EvaluateCommand.Create(),
        GenerateCommand.Create(),
        SwapCommand.Create(),
        BlendCommand.Create(),
        SmoothCommand.Create(),
        DataCommand.Create(),
    };
}
