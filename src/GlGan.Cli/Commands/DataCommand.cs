using System.CommandLine;

namespace GlGan.Cli.Commands;

/// <summary><c>glgan data</c>: what can be done with datasets.</summary>
internal static class DataCommand
{
    internal static Command Create() => new("data", "Inspect, pack and make datasets.")
    {
        DataInspectCommand.Create(),
        DataPackCommand.Create(),
        DataSynthesizeCommand.Create(),
    };
}
