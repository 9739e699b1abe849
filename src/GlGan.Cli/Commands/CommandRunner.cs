using System.Runtime.InteropServices;
using GlGan.Cli.Display;
using GlGan.Imaging;
using GlGan.Onnx;
using GlGan.Training;
using Spectre.Console;

namespace GlGan.Cli.Commands;

/// <summary>Runs the body of a command: turns expected errors into one line, and Ctrl-C into a token.</summary>
internal static class CommandRunner
{
    private static readonly string?[] OwnCode = [.. new[] { typeof(CommandRunner), typeof(GlGanModel), typeof(ImageFile), typeof(YuNetDetector) }.Select(type => type.Assembly.GetName().Name)];

    /// <summary>Runs a command; the token is canceled by the first Ctrl-C or termination signal.</summary>
    internal static int Run(Func<CancellationToken, int> body)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            return body(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
        catch (Exception e) when (IsExpected(e))
        {
            Screen.On(Console.Error).MarkupLineInterpolated($"[red]error:[/] {Message(e)}");
            return e is TrainingDivergedException ? ExitCodes.Diverged : ExitCodes.Failure;
        }

        void Stop(PosixSignalContext context)
        {
            if (stop.IsCancellationRequested) return;
            context.Cancel = true;
            Screen.Warn("[yellow]Stopping: the step in progress is finished and the work saved. Once more ends at once.[/]");
            stop.Cancel();
        }
    }

    // What our own code throws is meant for people, whatever its type; of what others throw, what users can do something about.
    private static bool IsExpected(Exception e) => OwnCode.Contains(e.Source)
        || e is ArgumentException or IOException or InvalidDataException or UnauthorizedAccessException or FormatException or OutOfMemoryException or ExternalException;

    /// <summary>
    /// The message of an error without what says nothing to someone at the command line: the name of a parameter in our code, the frames of libtorch.
    /// </summary>
    internal static string Message(Exception e) => e switch
    {
        ArgumentException { ParamName: { } parameter } => e.Message.Replace($" (Parameter '{parameter}')", ""),
        ExternalException => e.Message.Split('\n')[0].TrimEnd(),
        _ => e.Message,
    };
}
