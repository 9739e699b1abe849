using System.CommandLine;
using GlGan.Cli.Parsing;

namespace GlGan.Cli.Commands;

/// <summary>Options that several commands have.</summary>
internal static class CommonArguments
{
    internal static Option<string?> Device()
    {
        var device = new Option<string?>("--device") { Description = "auto (CUDA when there is one), cpu, cuda or cuda:N.", DefaultValueFactory = _ => "auto" };
        device.Complete("auto", "cpu", "cuda");
        return device;
    }

    internal static Option<ulong> Seed() => new("--seed") { Description = "Seed of weights and data.", DefaultValueFactory = _ => 1 };
}
