using System.Reflection;
using System.Runtime.InteropServices;
using GlGan.Cli.Display;
using GlGan.Cli.Parsing;
using GlGan.Foundation;
using GlGan.Imaging;
using GlGan.Mpi;
using GlGan.Onnx;
using GlGan.Training;
using GlGan.Video;

namespace GlGan.Cli.Commands;

/// <summary>Runs the body of a command: turns expected errors into one line, and Ctrl-C into a token.</summary>
internal static class CommandRunner
{
    private const int LongestMessage = 4000;

    private static readonly string?[] OwnCode = [.. new[] { typeof(CommandRunner), typeof(GlGanModel), typeof(ImageFile), typeof(YuNetDetector), typeof(MpiCollective), typeof(VideoEdit) }.Select(type => type.Assembly.GetName().Name)];

    /// <summary>Runs a command; the token is canceled by the first Ctrl-C or termination signal.</summary>
    internal static int Run(Func<CancellationToken, int> body)
    {
        // Before files can run out.
        var console = Screen.On(Console.Error);
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
        catch (Exception thrown)
        {
            var problem = Cause(thrown);
            if (IsExpected(problem))
            {
                console.Say($"[red]error:[/] {Message(problem)}");
                return problem is TrainingDivergedException ? ExitCodes.Diverged : ExitCodes.Failure;
            }

            console.Say($"[red]error:[/] This is a fault of glgan itself. Please report what follows, and the command.\n{PlainText.Cut($"{thrown}", LongestMessage)}");
            return ExitCodes.Fault;
        }

        void Stop(PosixSignalContext context)
        {
            if (stop.IsCancellationRequested) return;
            context.Cancel = true;
            if (MpiCollective.LaunchedRank == 0) Screen.Warn($"[yellow]Stopping. Once more ends at once.[/]");
            stop.Cancel();
        }
    }

    /// <summary>Whether an exception is meant for people: one of our own types, or thrown by our own code as documented; of what others throw, what users can do something about.</summary>
    internal static bool IsExpected(Exception e) => OwnCode.Contains(e.GetType().Assembly.GetName().Name)
        || (!MissingPart.IsIn(e) && IsForPeople(e));

    private static bool IsForPeople(Exception e) => (OwnCode.Contains(e.Source) && e is not (NullReferenceException or IndexOutOfRangeException or InvalidCastException or KeyNotFoundException))
        || e is ArgumentException or IOException or InvalidDataException or UnauthorizedAccessException or FormatException or OutOfMemoryException or ExternalException;

    // Tasks, static constructors and reflection wrap what happened.
    private static Exception Cause(Exception e) => e is AggregateException { InnerExceptions.Count: 1 } or TypeInitializationException or TargetInvocationException && e.InnerException is { } inner ? Cause(inner) : e;

    /// <summary>
    /// The message of an error without what says nothing to someone at the command line: the name of a parameter in our code, the frames of libtorch.
    /// </summary>
    internal static string Message(Exception e) => PlainText.Cut(
        e switch
        {
            ArgumentException { ParamName: { } parameter } => OptionNames.Put(e.Message.Replace($" (Parameter '{parameter}')", "")),
            ExternalException => e.Message.Split('\n')[0].TrimEnd(),
            _ => e.Message,
        },
        LongestMessage);
}
