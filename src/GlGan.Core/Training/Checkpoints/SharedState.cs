namespace GlGan.Training;

/// <summary>What rank 0 reads of a checkpoint and the others are told, besides the tensors.</summary>
/// <param name="State">Everything that is not a tensor.</param>
/// <param name="Accumulation">Batches of a step from now on.</param>
/// <param name="Pool">Shapes of the pool's tensors by name; none where it is empty.</param>
internal sealed record SharedState(CheckpointState State, int Accumulation, SortedDictionary<string, long[]> Pool);
