namespace GlGan.Samples.Web.Editing;

/// <summary>What came in cannot be used; the message says why, to the person who sent it.</summary>
public sealed class UploadException(int status, string message, TimeSpan? retryAfter = null) : Exception(message)
{
    /// <summary>HTTP status of the answer.</summary>
    public int Status => status;

    /// <summary>When it may be tried again; <see langword="null"/> where that would change nothing.</summary>
    public TimeSpan? RetryAfter => retryAfter;
}
