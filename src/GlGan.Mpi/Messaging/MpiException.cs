namespace GlGan.Mpi;

/// <summary>MPI cannot be used. The message says what is wrong and what to do.</summary>
/// <param name="message">What is wrong and what to do.</param>
/// <param name="cause">What happened, if another exception says more.</param>
public sealed class MpiException(string message, Exception? cause = null) : Exception(message, cause);
