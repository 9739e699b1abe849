using GlGan.Generators;

namespace GlGan.Training;

/// <summary>A number that says how good a generator is; measured when a checkpoint is written, so that the best can be kept.</summary>
public interface ITrainingMetric
{
    /// <summary>Name in checkpoints, lower case with underscores.</summary>
    string Name { get; }

    /// <summary>Measures the averaged generator, which is in evaluation mode; borrowed.</summary>
    double Measure(FaceGenerator generator);
}
