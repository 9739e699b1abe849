using GlGan.Foundation;

namespace GlGan.FeatureTraining.People;

/// <summary>How a network is trained on pictures with people that are cut out.</summary>
internal abstract record CutoutTrainingOptions : TrainingOptions
{
    /// <summary>Rendered views of people, each of another, at least 1.</summary>
    internal int People { get; init; } = 4_000;

    /// <summary>The command that trains it.</summary>
    protected abstract string Name { get; }

    /// <inheritdoc/>
    protected override string Own => $"{Name} --people {People}";

    /// <inheritdoc/>
    protected override IEnumerable<string> OwnErrors() => Require.AtLeast(People, 1, "--people");
}
