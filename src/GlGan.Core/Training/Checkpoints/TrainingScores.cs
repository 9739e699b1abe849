using System.Text.Json;
using GlGan.Collectives;
using GlGan.Generators;

namespace GlGan.Training;

/// <summary>Measures a training, and remembers what came of it.</summary>
/// <param name="scores">What is measured; borrowed.</param>
/// <param name="average">The averaged generator; borrowed.</param>
/// <param name="everyImages">Images between two measurements, at least.</param>
/// <param name="ranks">Rank 0 measures, and tells the others.</param>
internal sealed class TrainingScores(IReadOnlyList<ICheckpointScore> scores, FaceGenerator average, long everyImages, ICollective ranks)
{
    private IReadOnlyDictionary<string, MeasuredScore> _latest = new Dictionary<string, MeasuredScore>();

    /// <summary>Images seen when it was last measured; 0 when it was not.</summary>
    internal long MeasuredAt { get; private set; }

    /// <summary>The numbers as last measured.</summary>
    internal IReadOnlyDictionary<string, double> Latest => Values(_latest);

    /// <summary>What was measured after exactly so many images.</summary>
    internal IReadOnlyDictionary<string, MeasuredScore> At(long images) => images == MeasuredAt ? _latest : new Dictionary<string, MeasuredScore>();

    /// <summary>The numbers measured after exactly so many images.</summary>
    internal IReadOnlyDictionary<string, double> ValuesAt(long images) => Values(At(images));

    /// <summary>What is measured.</summary>
    internal IEnumerable<string> Names => scores.Select(score => score.Name);

    internal bool IsDue(TrainingProgress progress) =>
        scores.Count > 0 && At(progress.Images).Count == 0 && (progress.Done >= 1 || progress.Images - MeasuredAt >= everyImages);

    /// <summary>Measures; what was given up in the middle leaves everything as it was.</summary>
    internal void Measure(long images, Action<string> warn, CancellationToken cancellationToken)
    {
        var found = ranks.OfFirst(() => JsonSerializer.SerializeToUtf8Bytes(Values(images, warn, cancellationToken), CheckpointJson.Default.DictionaryStringMeasuredScore));
        if (JsonSerializer.Deserialize(found, CheckpointJson.Default.DictionaryStringMeasuredScore) is { } values) (MeasuredAt, _latest) = (images, values);
    }

    /// <summary>Goes back to what a checkpoint knows.</summary>
    internal void Restore(CheckpointState state) => (MeasuredAt, _latest) = (state.MeasuredAt, state.Scores);

    private Dictionary<string, MeasuredScore>? Values(long images, Action<string> warn, CancellationToken cancellationToken)
    {
        Dictionary<string, MeasuredScore> values = [];
        foreach (var score in scores)
        {
            try
            {
                values[score.Name] = new MeasuredScore(score.Measure(average, cancellationToken), score.HigherIsBetter);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return null;
            }
            catch (Exception problem)
            {
                warn($"The score '{score.Name}' could not be measured at image {images}: {problem.Message}");
            }
        }

        return values;
    }

    private static Dictionary<string, double> Values(IReadOnlyDictionary<string, MeasuredScore> measured) => measured.ToDictionary(entry => entry.Key, entry => entry.Value.Value);
}
