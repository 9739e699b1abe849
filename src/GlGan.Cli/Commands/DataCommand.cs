using System.CommandLine;

namespace GlGan.Cli.Commands;

/// <summary><c>glgan data</c>: what can be done with datasets.</summary>
internal static class DataCommand
{
    internal static Command Create() => new("data", "Find faces in photos; inspect, pack and make datasets.")
    {
        DataLandmarksCommand.Create(),
        DataInspectCommand.Create(),
        DataPackCommand.Create(),
        DataSynthesizeCommand.Create(),
    };
}
