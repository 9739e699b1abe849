using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Perfolizer.Horology;

namespace GlGan.Benchmarks;

/// <summary>Runs of BenchmarkDotNet.</summary>
internal static class BenchmarkRun
{
    private const string Begin = "<!-- benchmarks -->", End = "<!-- /benchmarks -->";

    // Every benchmark in a process of its own, until its mean is known to 2 %, or it has run 20 times: all of them end within half an hour on two cores.
    private static readonly Job Budget = Job.Default
        .WithWarmupCount(2).WithIterationTime(TimeInterval.FromMilliseconds(100)).WithMinIterationCount(10).WithMaxIterationCount(20).WithMaxRelativeError(0.02)
        .AsDefault();

    internal static IReadOnlyList<Summary> Run(string[] args)
    {
        var configuration = ManualConfig.Create(DefaultConfig.Instance).AddDiagnoser(MemoryDiagnoser.Default).WithBuildTimeout(TimeSpan.FromMinutes(10));
        // BenchmarkDotNet would prefer ours to one that the command line names.
        if (!args.Any(argument => argument is "-j" or "--job" || argument.StartsWith("--job=", StringComparison.Ordinal))) configuration.AddJob(Budget);
        return [.. BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, configuration)];
    }

    internal static bool Succeeded(IReadOnlyList<Summary> summaries) =>
        summaries.All(summary => !summary.HasCriticalValidationErrors && summary.Reports.All(report => report.Success));

    /// <summary>Runs benchmarks, all unless some are chosen, and puts their table between the marks of a Markdown file.</summary>
    /// <returns>The exit code.</returns>
    internal static int WriteTable(string file, string[] chosen)
    {
        var text = File.ReadAllText(file);
        int begin = text.IndexOf(Begin, StringComparison.Ordinal), end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
        {
            Console.Error.WriteLine($"{file} has no '{Begin}' with an '{End}' after it, between which the table would go.");
            return 2;
        }

        var summaries = Run(chosen is [] ? ["--filter", "*"] : chosen);
        if (summaries is []) return 1;
        File.WriteAllText(file, $"{text[..(begin + Begin.Length)]}\n{BenchmarkTable.Of(summaries)}{text[end..]}");
        return Succeeded(summaries) ? 0 : 1;
    }
}
