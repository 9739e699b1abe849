namespace GlGan.Training;

/// <summary>A checkpoint is damaged, or belongs to another training.</summary>
/// <param name="checkpoint">Folder of the checkpoint.</param>
/// <param name="problem">What is wrong and what to do.</param>
/// <param name="cause">What happened, if another exception says more.</param>
public sealed class CheckpointException(string checkpoint, string problem, Exception? cause = null) : IOException($"'{checkpoint}': {problem}", cause)
{
    /// <summary>Folder of the checkpoint.</summary>
    public string Checkpoint { get; } = checkpoint;
}
