namespace GlGan.Mpi;

/// <summary>What <c>mpiexec</c> told this process when it started it.</summary>
/// <param name="variable">The value of an environment variable; <see langword="null"/> where there is none.</param>
internal sealed class MpiLauncher(Func<string, string?> variable)
{
    // Of MPICH's hydra, Slurm and all that speak PMI; the last is PMIx's, which does not say how many there are.
    private static readonly string[] Ranks = ["PMI_RANK", "PMIX_RANK"];

    private const string OpenMpi = "OMPI_COMM_WORLD_SIZE";
    private const string OpenMpiRank = "OMPI_COMM_WORLD_RANK";
    private const string Size = "PMI_SIZE";

    internal static MpiLauncher OfThisProcess { get; } = new(Environment.GetEnvironmentVariable);

    /// <summary>Whether this process was started as one of several.</summary>
    internal bool IsPresent => variable(Size) is { } size ? size != "1" : IsOpenMpi || Ranks.Any(name => variable(name) is not null);

    /// <summary>Number of this process, from 0; 0 where that is not known.</summary>
    internal int Rank => Ranks.Append(OpenMpiRank).Select(variable).Select(text => int.TryParse(text, out var rank) ? rank : 0).Max();

    /// <summary>How many processes were started; <see langword="null"/> where that is not known.</summary>
    internal int? Count => int.TryParse(variable(Size), out var count) ? count : null;

    /// <summary>Whether Open MPI started it.</summary>
    internal bool IsOpenMpi => variable(OpenMpi) is not null;
}
