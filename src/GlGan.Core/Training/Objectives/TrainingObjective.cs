using GlGan.Losses;
using GlGan.Foundation;

namespace GlGan.Training;

/// <summary>What the networks minimise.</summary>
public sealed record TrainingObjective : IValidated
{
    /// <summary>The game between generator and discriminators, summed over discriminators.</summary>
    /// <value>The default value is <see cref="TwoClassCrossEntropyLoss"/>.</value>
    public IAdversarialLoss Adversarial { get; init; } = new TwoClassCrossEntropyLoss();

    /// <summary>How the scales of a discriminator are added up in the adversarial term.</summary>
    /// <value>The default value is <see cref="ScaleReduction.Sum"/>, as pix2pixHD.</value>
    public ScaleReduction Scales { get; init; } = ScaleReduction.Sum;

    /// <summary>
    /// Penalties on the discriminators. Those with an interval above 1 are applied every so many steps, multiplied by their interval, in an update of their
    /// own, which penalties of one interval share; Adam's rates are adapted to the additional updates.
    /// </summary>
    /// <value>The default value is none.</value>
    public IReadOnlyList<IDiscriminatorPenalty> Penalties { get; init; } = [];

    /// <summary>Weight of the adversarial term in the generator's objective.</summary>
    /// <value>The default value is 1.</value>
    public double AdversarialWeight { get; init; } = 1;

    /// <summary>The other terms of the generator's objective.</summary>
    /// <value>The default value is feature matching 10, pixel 100, GP-Gen's pixel 50, local pixel 50.</value>
    public IReadOnlyList<WeightedLoss> Terms { get; init; } =
    [
        new(new FeatureMatchingLoss(), 10),
        new(new PixelLoss(), 100),
        new(new GlobalPixelLoss(), 50),
        new(new LocalPixelLoss(), 50),
    ];

    IEnumerable<string> IValidated.Errors()
    {
        if (!(AdversarialWeight >= 0)) yield return $"{nameof(AdversarialWeight)} must not be negative; got {AdversarialWeight}.";
        foreach (var term in Terms.Where(term => !(term.Weight >= 0))) yield return $"The weight of '{term.Loss.Name}' must not be negative; got {term.Weight}.";
        foreach (var penalty in Penalties.Where(penalty => penalty.Interval < 1)) yield return $"The interval of '{penalty.Name}' must be at least 1; got {penalty.Interval}.";
        foreach (var twice in Terms.GroupBy(term => term.Loss.Name).Where(group => group.Count() > 1)) yield return $"The loss '{twice.Key}' is given more than once.";
    }
}
