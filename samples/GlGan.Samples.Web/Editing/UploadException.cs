namespace GlGan.Samples.Web.Editing;

/// <summary>What came in cannot be used; the message says why, to the person who sent it.</summary>
public sealed class UploadException(int status, string message, TimeSpan? retryAfter = null) : Exception(message)
{
    /// <summary>HTTP status of the answer.</summary>
    public int Status => status;

    /// <summary>When it may be tried again; <see langword="null"/> where that would change nothing.</summary>
    public TimeSpan? RetryAfter => retryAfter;

    /// <summary>The field of the form that is to be mended; <see langword="null"/> where it is not one alone.</summary>
    public string? Field { get; init; }

    /// <summary>A field says nothing that can be used.</summary>
    internal static UploadException Of(string field, string message, int status = StatusCodes.Status400BadRequest) => new(status, message) { Field = field };
}
