using System.CommandLine;
using GlGan.Cli.Display;
using GlGan.Imaging;
using GlGan.Native;
using Spectre.Console;

namespace GlGan.Cli.Commands;

/// <summary><c>glgan doctor</c>: what this machine offers, and whether training can run.</summary>
internal static class DoctorCommand
{
    internal static Command Create()
    {
        var command = new Command("doctor", "Print versions, devices and codecs, and whether training can run here. Exits 1 when it cannot.");
        command.SetAction(_ => CommandRunner.Run(_ => Run()));
        return command;
    }

    private static int Run()
    {
        var report = SystemReport.Collect();
        List<SystemFact> facts = [.. report.Facts, .. Codecs()];
        if (OperatingSystem.IsLinux())
            facts.Add(new("Font of plots", PlotFont.File ?? "none found: plots have no labels (Debian and Ubuntu: apt-get install fonts-dejavu-core)"));
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumn(new TableColumn("").NoWrap()).AddColumn("");
        foreach (var fact in facts)
            table.AddRow(new Text(fact.Name, new Style(foreground: Color.Grey)), new Text(fact.Value, fact.IsProblem ? new Style(foreground: Color.Red) : Style.Plain));
        AnsiConsole.Write(table);

        var healthy = facts.TrueForAll(fact => !fact.IsProblem);
        AnsiConsole.MarkupLine(healthy ? "[green]Training can run.[/]" : "[red]Training cannot run: see the lines in red.[/]");
        return healthy ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static IEnumerable<SystemFact> Codecs()
    {
        var image = new ImageBuffer(8, 8);
        foreach (var format in Enum.GetValues<ImageFormat>())
        {
            SystemFact fact;
            try
            {
                var decoded = SkiaImageCodec.Default.Decode(SkiaImageCodec.Default.Encode(image, format));
                fact = new($"Codec {format}", decoded.Width == image.Width ? "reads and writes" : "wrong result", decoded.Width != image.Width);
            }
            catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or ImageFormatException)
            {
                fact = new($"Codec {format}", $"does not work: {e.GetBaseException().Message}", IsProblem: true);
            }

            yield return fact;
        }
    }
}
