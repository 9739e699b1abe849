using GlGan.Faces;

namespace GlGan.Pairs;

/// <summary>Makes training pairs. Implementations are called from several threads at once, and an index always gives the same pair.</summary>
public interface ITrainingTask
{
    /// <summary>Side of the input and target images in pixels.</summary>
    int ImageSize { get; }

    /// <summary>The regions that have crops, in the order of <see cref="PackedBatch.Crops"/>.</summary>
    IReadOnlyList<FaceRegion> Regions { get; }

    /// <summary>Whether its pairs have a geometric prior (<see cref="PackedBatch.Prior"/>); <see langword="false"/> unless a task says otherwise.</summary>
    bool HasPrior => false;

    /// <summary>Makes one pair.</summary>
    /// <param name="index">Number of the pair, from 0 without end.</param>
    /// <param name="destination">Where to put it; every part must be set.</param>
    void Create(long index, PackedExample destination);
}
