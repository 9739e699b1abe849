using GlGan.Generators;

namespace GlGan.Training;

/// <summary>A number that says how good a generator is; measured when a checkpoint is written, so that the best can be kept; without checkpoints every 10,000 images and at the end.</summary>
public interface ICheckpointScore
{
    /// <summary>Name in checkpoints, lower case with underscores.</summary>
    string Name { get; }

    /// <summary>Whether larger is better.</summary>
    bool HigherIsBetter { get; }

    /// <summary>Measures the averaged generator, which is in evaluation mode; borrowed.</summary>
    double Measure(FaceGenerator generator);

    /// <summary>Measures it, and gives up when asked to: a training that is stopped in the middle waits for nothing else.</summary>
    /// <param name="generator">The averaged generator, which is in evaluation mode; borrowed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    double Measure(FaceGenerator generator, CancellationToken cancellationToken) => Measure(generator);
}
