using GlGan.Benchmarks.Baselines;
using GlGan.Training;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>
/// The whole state of a training on disk: generator, average, discriminators and Adam's moments, written in scenario <c>checkpoint-save</c> and read in
/// <c>checkpoint-load</c>. The library's is flushed to the disk and renamed into its place, and its checksums are written, and verified when it is read.
/// </summary>
internal static class CheckpointContenders
{
    internal static Contender Library(SpeedTask task)
    {
        var folder = new TemporaryFolder();
        var training = new LibraryTraining(task);
        var checkpoints = training.Checkpoints(new CheckpointStore(folder.Path));
        var progress = new TrainingProgress(new TrainingRecipe { Phases = TrainingPhase.JointOnly(1000) }, TimeProvider.System, resumed: null);
        return Create(task, () => checkpoints.Save(progress, position: 0), () => checkpoints.Resume(allowChanges: false, _ => { }), training, folder);
    }

    internal static Contender Plain(SpeedTask task)
    {
        var folder = new TemporaryFolder();
        var training = new PlainTraining(task.Preset);
        return Create(task, () => training.Save(folder.Path), () => training.Load(folder.Path), training, folder);
    }

    private static Contender Create(SpeedTask task, Action save, Action load, params IDisposable[] owned)
    {
        if (task.Scenario == "checkpoint-save") return new Contender(save, owned);
        save();
        return new Contender(load, owned);
    }
}
