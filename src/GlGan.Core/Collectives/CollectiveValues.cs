using System.Runtime.ExceptionServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace GlGan.Collectives;

/// <summary>Small values between ranks.</summary>
internal static class CollectiveValues
{
    private const byte Found = 0;
    private const byte Failed = 1;
    private const byte FailedFile = 2;

    /// <summary>What a person calls this rank.</summary>
    internal static string Name(this ICollective ranks) => $"rank {ranks.Rank} (process {Environment.ProcessId} on {Environment.MachineName})";

    /// <summary>The value of every rank, by its number.</summary>
    internal static IReadOnlyList<T> Gather<T>(this ICollective ranks, T value, JsonTypeInfo<T> json) =>
        ranks.Size == 1 ? [value] : [.. ranks.Gather(JsonSerializer.SerializeToUtf8Bytes(value, json)).Select(bytes => JsonSerializer.Deserialize(bytes, json)!)];

    /// <summary>
    /// What rank 0 finds, on all ranks. Where it fails, it throws what happened, and the others say so: by an <see cref="IOException"/> if it was one, else by a
    /// <see cref="CollectiveException"/>.
    /// </summary>
    /// <param name="ranks">The ranks.</param>
    /// <param name="find">Called on rank 0 alone.</param>
    internal static byte[] OfFirst(this ICollective ranks, Func<byte[]> find)
    {
        if (ranks.Size == 1) return find();
        byte[] result = [];
        Exception? failure = null;
        try
        {
            if (ranks.Rank == 0) result = [Found, .. find()];
        }
        catch (Exception problem)
        {
            (failure, result) = (problem, [problem is IOException or UnauthorizedAccessException ? FailedFile : Failed, .. Encoding.UTF8.GetBytes(problem.Message)]);
        }

        var first = ranks.Gather(result)[0];
        if (failure is not null) ExceptionDispatchInfo.Throw(failure);
        if (first[0] == Found) return first[1..];
        var message = Encoding.UTF8.GetString(first.AsSpan(1));
        throw first[0] == FailedFile ? new IOException(message) : new CollectiveException($"rank 0: {message}");
    }

    /// <summary>Does something on rank 0 alone; where that fails, all ranks do.</summary>
    /// <param name="ranks">The ranks.</param>
    /// <param name="act">Called on rank 0 alone.</param>
    internal static void OnFirst(this ICollective ranks, Action act) => ranks.OfFirst(() =>
    {
        act();
        return [];
    });
}
