using GlGan.Cli.Commands;
using GlGan.Collectives;
using GlGan.Mpi;
using GlGan.Native;
using GlGan.Training;
using TorchSharp;

namespace GlGan.Cli.Training;

/// <summary>A command whose processes, where <c>mpiexec</c> started several, work together.</summary>
internal static class RankedCommand
{
    private static readonly TimeSpan OthersFirst = TimeSpan.FromSeconds(5);

    /// <summary>Whether this process writes and reports: of several, rank 0 does.</summary>
    internal static bool Leads => MpiCollective.LaunchedRank == 0;

    /// <summary>Joins the other processes, where <c>mpiexec</c> started several: before anything can fail, since they wait for this one until then.</summary>
    /// <exception cref="MpiException">MPI cannot be used.</exception>
    internal static void Join()
    {
        if (MpiCollective.IsLaunched) MpiCollective.Join();
    }

    /// <summary>Runs the body of a command. Where it fails on one rank, all are ended.</summary>
    /// <param name="body">Takes the ranks; <see langword="null"/> where the process is alone.</param>
    internal static int Run(Func<MpiCollective?, int> body)
    {
        if (!MpiCollective.IsLaunched) return body(null);
        using var ranks = MpiCollective.Join();
        try
        {
            return body(ranks);
        }
        catch (OperationCanceledException)
        {
            // Signals reach all ranks, which stop together.
            return ExitCodes.Interrupted;
        }
        catch (Exception problem) when (!IsCommon(problem))
        {
            // Most mistakes are made by all: rank 0 says them, and ends the others before they do.
            if (!Leads) Thread.Sleep(OthersFirst);
            ranks.Abort(CommandRunner.Message(problem));
            throw;
        }
    }

    /// <summary>The device of that name; where none is named, the ranks of a machine take one GPU after the other.</summary>
    internal static torch.Device Device(string? name, MpiCollective? ranks)
    {
        var device = TorchRuntime.SelectDevice(name);
        return ranks is not null && name is null or "auto" && device.type == DeviceType.CUDA ? TorchRuntime.SelectDevice($"cuda:{ranks!.LocalRank % torch.cuda.device_count()}") : device;
    }

    /// <summary>Whether all ranks end in this exception at the same time.</summary>
    internal static bool IsCommon(Exception problem) => problem is CollectiveException or CheckpointException or TrainingDivergedException;
}
