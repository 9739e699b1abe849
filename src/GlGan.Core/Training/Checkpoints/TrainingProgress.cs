namespace GlGan.Training;

/// <summary>How far a training is.</summary>
internal sealed class TrainingProgress
{
    private readonly TrainingRecipe _recipe;
    private readonly TimeProvider _time;
    private readonly TimeSpan _before;
    private readonly long _start;
    private long _tickStart;
    private long _tickImages;

    /// <summary>Starts the clock, at the beginning or where a checkpoint left off.</summary>
    internal TrainingProgress(TrainingRecipe recipe, TimeProvider time, CheckpointState? resumed)
    {
        (_recipe, _time, Total) = (recipe, time, recipe.TotalImages);
        _start = _tickStart = time.GetTimestamp();
        if (resumed is null) return;
        _before = resumed.Elapsed;
        Rollbacks = resumed.Rollbacks;
        GoTo(resumed);
    }

    internal long Total { get; }

    internal long Images { get; private set; }

    internal long Steps { get; private set; }

    internal long ImagesAtTick { get; private set; }

    internal int Rollbacks { get; private set; }

    internal TimeSpan Elapsed => _before + _time.GetElapsedTime(_start);

    internal double ImagesPerSecond => (Images - _tickImages) / Math.Max(_time.GetElapsedTime(_tickStart).TotalSeconds, 1e-9);

    /// <summary>Share of the training done, from 0 to 1: of its images or of its time, whichever is further on.</summary>
    internal double Done => Math.Min(1, Math.Max((double)Images / Total, _recipe.TimeLimit is { } limit ? Elapsed / limit : 0));

    internal TimeSpan Remaining => Images == 0 ? _recipe.TimeLimit ?? TimeSpan.Zero : Done is var done ? Elapsed * ((1 - done) / done) : default;

    internal void Advance(long images)
    {
        Images += images;
        Steps++;
    }

    internal void BeginTick() => (ImagesAtTick, _tickImages, _tickStart) = (Images, Images, _time.GetTimestamp());

    /// <summary>Goes back to a checkpoint; time goes on.</summary>
    internal void RollBack(CheckpointState checkpoint)
    {
        Rollbacks++;
        GoTo(checkpoint);
    }

    /// <summary>The phase a share of the training falls into.</summary>
    internal TrainingPhase Phase()
    {
        long end = 0;
        foreach (var phase in _recipe.Phases)
        {
            end += phase.Images;
            if (Done < (double)end / Total) return phase;
        }

        return _recipe.Phases[^1];
    }

    private void GoTo(CheckpointState checkpoint) =>
        (Images, Steps, ImagesAtTick, _tickImages) = (checkpoint.Images, checkpoint.Steps, checkpoint.ImagesAtTick, checkpoint.Images);
}
