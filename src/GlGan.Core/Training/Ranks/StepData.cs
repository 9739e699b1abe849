using GlGan.Batches;

namespace GlGan.Training;

/// <summary>What a step is made on. Owns the batches.</summary>
/// <param name="Own">This process's batches.</param>
/// <param name="Images">Images of all processes' batches.</param>
internal sealed record StepData(BatchGroup Own, long Images) : IDisposable
{
    public void Dispose() => Own.Dispose();
}
