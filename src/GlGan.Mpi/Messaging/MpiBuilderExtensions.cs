namespace GlGan.Mpi;

/// <summary>Training on MPI.</summary>
public static class MpiBuilderExtensions
{
    /// <summary>
    /// Trains together with the other processes that <c>mpiexec</c> started; alone where it was not. All of them run the same program:
    /// a step then has at least one batch for each, and rank 0 alone writes files and tells observers.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <exception cref="MpiException">There is no MPI library of the right kind, or the launcher is another one's; the message says what to install.</exception>
    public static GlGanBuilder UseMpi(this GlGanBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return MpiCollective.IsLaunched ? builder.UseCollective(MpiCollective.Join()) : builder;
    }
}
