namespace GlGan.Batches;

/// <summary>An endless stream of batches.</summary>
public interface IBatchSource
{
    /// <summary>Index of the first training pair of the next batch.</summary>
    long Position { get; }

    /// <summary>Begins at a training pair; called at most once, before the first batch.</summary>
    /// <param name="position">A <see cref="Position"/> of an earlier run.</param>
    void StartAt(long position);

    /// <summary>The next batch, on the training device; the caller disposes it. Called on the training thread.</summary>
    /// <exception cref="OperationCanceledException">Canceled while waiting.</exception>
    TrainingBatch Next(CancellationToken cancellationToken);
}
