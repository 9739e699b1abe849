using System.CommandLine;

namespace GlGan.Cli.Commands;

/// <summary>Options that several commands have.</summary>
internal static class CommonArguments
{
    internal static Option<string?> Device() => new("--device") { Description = "auto (CUDA when there is one), cpu, cuda or cuda:N.", DefaultValueFactory = _ => "auto" };

    internal static Option<ulong> Seed() => new("--seed") { Description = "Seed of weights and data.", DefaultValueFactory = _ => 1 };
}
