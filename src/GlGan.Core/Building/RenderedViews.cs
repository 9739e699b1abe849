using GlGan.Evaluation;
using GlGan.Faces;
using GlGan.Generators;
using GlGan.Pairs;
using GlGan.Rendering;

namespace GlGan.Building;

/// <summary>Views of rendered persons in a model's framing: some persons train, others are held out to measure.</summary>
/// <param name="faces">The population.</param>
/// <param name="generator">Size, template and regions.</param>
internal sealed class RenderedViews(SyntheticFaces faces, GlGanGeneratorOptions generator)
{
    /// <summary>Persons held out: the first ones of the population.</summary>
    internal const int HeldOut = 10_000;

    private readonly FrontalViewOptions _heldOut = new()
    {
        ImageSize = generator.ImageSize,
        Regions = generator.Regions,
        Template = FaceTemplate.Named(generator.Template),
        IdentityCount = HeldOut,
    };

    /// <summary>Views of the persons to train on.</summary>
    internal ITrainingTask Training => new FrontalViewTask(faces, _heldOut with { FirstIdentity = HeldOut, IdentityCount = int.MaxValue - HeldOut });

    /// <summary>Views of the persons held out, at random yaws.</summary>
    internal ITrainingTask Samples => new FrontalViewTask(faces, _heldOut);

    /// <summary>Views of persons held out, at fixed yaws.</summary>
    /// <param name="persons">How many, from 1 to <see cref="HeldOut"/>.</param>
    /// <param name="yaws">Yaws in degrees; those of TP-GAN's table unless given.</param>
    /// <exception cref="ArgumentException">There are not so many persons.</exception>
    internal EvaluationSet Measured(int persons, IReadOnlyList<int>? yaws = null) => persons is >= 1 and <= HeldOut
        ? EvaluationSet.Frontal(faces, _heldOut with { IdentityCount = persons }, yaws)
        : throw new ArgumentException($"The number of persons must be 1 to {HeldOut}, because trainings see those that follow; got {persons}.");
}
