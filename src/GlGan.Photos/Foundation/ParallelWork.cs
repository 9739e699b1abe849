using System.Runtime.ExceptionServices;

namespace GlGan.Foundation;

/// <summary>Loops on several threads that fail as a plain loop would.</summary>
internal static class ParallelWork
{
    /// <summary>Does something for each number from 0 to <paramref name="count"/> − 1. The first exception is thrown itself, not wrapped.</summary>
    internal static void For(int count, int workers, Action<int> body, CancellationToken cancellationToken)
    {
        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellationToken }, body);
        }
        catch (AggregateException problem)
        {
            ExceptionDispatchInfo.Throw(problem.Flatten().InnerExceptions[0]);
        }
    }
}
