using GlGan.Discriminators;
using GlGan.Generators;
using GlGan.Losses;
using GlGan.Training;

namespace GlGan;

/// <summary>Verbs of a builder that edit its recipe. Add your own in the same way, on <see cref="GlGanBuilder.WithRecipe"/>.</summary>
public static class RecipeVerbs
{
    /// <summary>The shape of the generator.</summary>
    /// <exception cref="ArgumentException">The options are invalid; the message lists all errors.</exception>
    public static GlGanBuilder UseGenerator(this GlGanBuilder builder, GlGanGeneratorOptions options) => Edit(builder, recipe => recipe with { Generator = options });

    /// <summary>The generator's opponents.</summary>
    /// <exception cref="ArgumentException">The options are invalid; the message lists all errors.</exception>
    public static GlGanBuilder UseDiscriminators(this GlGanBuilder builder, DiscriminatorSetOptions options) => Edit(builder, recipe => recipe with { Discriminators = options });

    /// <summary>The game between generator and discriminators.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="weight">Its weight in the generator's objective, not negative; that of the recipe unless given.</param>
    public static GlGanBuilder UseAdversarialLoss(this GlGanBuilder builder, IAdversarialLoss loss, double? weight = null)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return Objective(builder, objective => objective with { Adversarial = loss, AdversarialWeight = weight ?? objective.AdversarialWeight });
    }

    /// <summary>Adds a term to the generator's objective, or replaces the one of the same name, such as feature matching.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="weight">Its weight, not negative.</param>
    public static GlGanBuilder AddLoss(this GlGanBuilder builder, IGeneratorLoss loss, double weight)
    {
        ArgumentNullException.ThrowIfNull(loss);
        var added = new WeightedLoss(loss, weight);
        return Objective(builder, objective => objective with
        {
            Terms = objective.Terms.Any(term => term.Loss.Name == loss.Name)
                ? [.. objective.Terms.Select(term => term.Loss.Name == loss.Name ? added : term)]
                : [.. objective.Terms, added],
        });
    }

    /// <summary>Leaves out the terms of the objective so far (<see cref="TrainingObjective.Terms"/>): those that are added from now on are all.</summary>
    public static GlGanBuilder WithoutDefaultLosses(this GlGanBuilder builder) => Objective(builder, objective => objective with { Terms = [] });

    /// <summary>Adds a penalty on the discriminators.</summary>
    public static GlGanBuilder AddPenalty(this GlGanBuilder builder, IDiscriminatorPenalty penalty)
    {
        ArgumentNullException.ThrowIfNull(penalty);
        return Objective(builder, objective => objective with { Penalties = [.. objective.Penalties, penalty] });
    }

    /// <summary>The phases, in order, in place of the recipe's.</summary>
    public static GlGanBuilder UsePhases(this GlGanBuilder builder, params IReadOnlyList<TrainingPhase> phases) => Edit(builder, recipe => recipe with { Phases = phases });

    /// <summary>Trains for that many images, in the phases of the recipe, whose lengths keep their proportions.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="images">Images of all phases together, at least one for each.</param>
    public static GlGanBuilder WithImages(this GlGanBuilder builder, long images) => Edit(builder, recipe => recipe.WithImages(images));

    /// <summary>Images per batch, at least 1.</summary>
    public static GlGanBuilder WithBatchSize(this GlGanBuilder builder, int images) => Edit(builder, recipe => recipe with { BatchSize = images });

    /// <summary>Seed of weights, order of the data, and augmentation.</summary>
    public static GlGanBuilder WithSeed(this GlGanBuilder builder, ulong seed) => Edit(builder, recipe => recipe with { Seed = seed });

    private static GlGanBuilder Objective(GlGanBuilder builder, Func<TrainingObjective, TrainingObjective> change) =>
        Edit(builder, recipe => recipe with { Objective = change(recipe.Objective) });

    private static GlGanBuilder Edit(GlGanBuilder builder, Func<TrainingRecipe, TrainingRecipe> change)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithRecipe(change);
    }
}
