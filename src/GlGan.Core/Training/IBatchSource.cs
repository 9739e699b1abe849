namespace GlGan.Training;

/// <summary>An endless stream of batches.</summary>
public interface IBatchSource
{
    /// <summary>The next batch, on the training device; the caller disposes it. Called on the training thread.</summary>
    /// <exception cref="OperationCanceledException">Canceled while waiting.</exception>
    TrainingBatch Next(CancellationToken cancellationToken);
}
