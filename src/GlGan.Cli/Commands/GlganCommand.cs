using System.CommandLine;
using GlGan.Cli.Parsing;
using GlGan.Cli.Training;

namespace GlGan.Cli.Commands;

/// <summary>The tool: all commands, and how they are invoked.</summary>
internal static class GlganCommand
{
    /// <summary>Runs the tool.</summary>
    /// <returns>The exit code.</returns>
    internal static int Invoke(string[] args) => CommandLine.Run(
        () =>
        {
            RankedCommand.Join();
            return Create();
        },
        args);

    /// <summary>The tool's commands.</summary>
    internal static RootCommand Create() => new("GL-GAN: face synthesis with global and local perception.")
    {
        DoctorCommand.Create(),
        DemoCommand.Create(),
        TrainCommand.Create(),
        EvaluateCommand.Create(),
        GenerateCommand.Create(),
        ExportCommand.Create(),
        SwapCommand.Create(),
        BlendCommand.Create(),
        SmoothCommand.Create(),
        DataCommand.Create(),
        ModelsCommand.Create(),
    };
}
