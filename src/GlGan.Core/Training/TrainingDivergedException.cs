namespace GlGan.Training;

/// <summary>A training went wrong so often that it was given up. Its last good checkpoint, if it has one, is as it was.</summary>
/// <param name="message">What happened and what to do.</param>
public sealed class TrainingDivergedException(string message) : Exception(message);
