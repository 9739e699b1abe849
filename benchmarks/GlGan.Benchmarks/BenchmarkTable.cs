using System.Globalization;
using System.Text;
using BenchmarkDotNet.Reports;
using GlGan.Benchmarks.Micro;
using Perfolizer.Mathematics.Common;

namespace GlGan.Benchmarks;

/// <summary>Benchmarks as a table in Markdown: means in milliseconds, and where there is a <see cref="PairBenchmark"/>, how many times longer plain TorchSharp takes.</summary>
internal static class BenchmarkTable
{
    internal static string Of(IReadOnlyList<Summary> summaries)
    {
        var minutes = summaries.Sum(summary => summary.TotalTime.TotalMinutes);
        var machine = string.Join("; ", summaries[0].HostEnvironmentInfo.ToFormattedString().Take(2));
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{machine}; {minutes:0} minutes.\n\n"));
        text.Append("| benchmark | glgan, ms | plain, ms | ratio |\n|---|---|---|---|\n");
        var reports = summaries.SelectMany(summary => summary.Reports).Where(report => report.ResultStatistics is not null).ToArray();
        foreach (var group in reports.GroupBy(Name))
        {
            BenchmarkReport? library = Of(group, nameof(PairBenchmark.Library)), plain = Of(group, nameof(PairBenchmark.Plain));
            if (library is null && plain is null)
                foreach (var report in group) text.Append($"| {group.Key}{Method(report, group.Count())} | {Time(report)} | | |\n");
            else text.Append($"| {group.Key} | {Time(library)} | {Time(plain)} | {Ratio(plain, library)} |\n");
        }

        return text.ToString();
    }

    private static BenchmarkReport? Of(IEnumerable<BenchmarkReport> reports, string method) => reports.FirstOrDefault(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == method);

    private static string Name(BenchmarkReport report)
    {
        var parameters = report.BenchmarkCase.Parameters.Items.Select(parameter => parameter.Value is bool set ? (set ? parameter.Name : "") : $"{parameter.Value}").Where(value => value != "");
        return string.Join(", ", parameters.Prepend(report.BenchmarkCase.Descriptor.Type.Name.Replace("Benchmark", "", StringComparison.Ordinal)));
    }

    private static string Method(BenchmarkReport report, int methods) => methods > 1 ? $": {report.BenchmarkCase.Descriptor.WorkloadMethod.Name}" : "";

    private static string Time(BenchmarkReport? report) =>
        report is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{Digits(report.ResultStatistics!.Mean / 1e6)} ± {100 * Error(report):0} %");

    private static string Digits(double number) => number.ToString(number < 100 ? "G3" : "N0", CultureInfo.InvariantCulture);

    // Errors are half of the interval of 99.9 %; those of both means add up as they do where they are independent.
    private static string Ratio(BenchmarkReport? plain, BenchmarkReport? library)
    {
        if (plain is null || library is null) return "";
        var ratio = plain.ResultStatistics!.Mean / library.ResultStatistics!.Mean;
        return string.Create(CultureInfo.InvariantCulture, $"{ratio:0.00} ± {ratio * double.Hypot(Error(plain), Error(library)):0.00}");
    }

    private static double Error(BenchmarkReport report) => report.ResultStatistics is { } times ? times.GetConfidenceInterval(ConfidenceLevel.L999).Margin / times.Mean : 0;
}
