namespace GlGan.Training;

/// <summary>An observer threw. It is not called again, and the training went on.</summary>
/// <param name="Observer">The observer.</param>
/// <param name="Images">Images seen at the tick it failed at.</param>
/// <param name="Error">What it threw.</param>
public sealed record ObserverFailure(ITrainingObserver Observer, long Images, Exception Error);
