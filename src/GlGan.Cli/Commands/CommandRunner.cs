using System.Runtime.InteropServices;
using GlGan.Native;
using GlGan.Pairs;
using GlGan.Serialization;
using GlGan.Training;
using Spectre.Console;

namespace GlGan.Cli.Commands;

/// <summary>Runs the body of a command: turns expected errors into one line, and Ctrl-C into a token.</summary>
internal static class CommandRunner
{
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
        catch (TrainingDivergedException e)
        {
            ErrorConsole().MarkupLineInterpolated($"[red]error:[/] {e.Message}");
            return ExitCodes.Diverged;
        }
        catch (Exception e) when (IsExpected(e))
        {
            ErrorConsole().MarkupLineInterpolated($"[red]error:[/] {Message(e)}");
            return ExitCodes.Failure;
        }

        void Stop(PosixSignalContext context)
        {
            if (stop.IsCancellationRequested) return;
            context.Cancel = true;
            ErrorConsole().MarkupLine("[yellow]Stopping: the step in progress is finished and the work saved. Once more ends at once.[/]");
            stop.Cancel();
        }
    }

    private static bool IsExpected(Exception e) => e is ArgumentException or IOException or InvalidDataException or UnauthorizedAccessException
        or NativeLibraryException or FormatException or TrainingExampleException or WeightMismatchException;

    /// <summary>The message of an error without the name of a parameter in our code, which says nothing to someone at the command line.</summary>
    internal static string Message(Exception e) => e is ArgumentException { ParamName: { } parameter } ? e.Message.Replace($" (Parameter '{parameter}')", "") : e.Message;

    private static IAnsiConsole ErrorConsole() => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
}
