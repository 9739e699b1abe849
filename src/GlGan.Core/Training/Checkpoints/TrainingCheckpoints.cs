using System.Text.Json;
using GlGan.Collectives;
using GlGan.Datasets;
using GlGan.Discriminators;
using GlGan.Foundation;
using GlGan.Generators;
using GlGan.Serialization;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Training;

/// <summary>Writes a training's whole state to its store, and brings it back. Rank 0 alone reads and writes files.</summary>
internal sealed class TrainingCheckpoints(
    CheckpointStore store,
    FaceGenerator generator,
    FaceGenerator average,
    IReadOnlyList<Discriminator> discriminators,
    TrainingStep step,
    TrainingRecipe recipe,
    TrainingScores scores,
    Func<DatasetFingerprint?> dataset,
    ICollective ranks)
{
    private const string PoolFile = "pool.safetensors";
    private const string OptimizerFile = "optimizer.safetensors";

    private readonly Lazy<DatasetFingerprint?> _dataset = new(dataset);
    private long _next;
    private int _began = ranks.Size;

    /// <summary>The checkpoint the training goes on from.</summary>
    internal CheckpointState? Resumed { get; private set; }

    /// <summary>Images seen at the newest checkpoint of this run.</summary>
    internal long? Newest { get; private set; }

    /// <summary>Batches of a step: at least one for each of the ranks the training began on, on however many it goes on.</summary>
    internal int Accumulation { get; private set; } = Math.Max(recipe.Accumulation, ranks.Size);

    internal string Folder => store.Folder;

    internal CheckpointOptions Options => store.Options;

    /// <summary>What it trains on; <see langword="null"/> where that is not known or cannot change.</summary>
    internal DatasetFingerprint? Dataset => _dataset.Value;

    /// <inheritdoc cref="CheckpointStore.Hold"/>
    internal WriteLock Hold() => store.Hold();

    internal bool HasAny => store.List().Count > 0;

    internal bool IsDue(long images) => images >= _next;

    /// <summary>Writes a checkpoint.</summary>
    /// <exception cref="IOException">The disk is full, or the folder cannot be written; earlier checkpoints are as they were.</exception>
    internal void Save(TrainingProgress progress, long position)
    {
        _next = progress.Images + store.Options.EveryImages;
        var state = new CheckpointState
        {
            Version = CheckpointState.CurrentVersion,
            Library = Version(typeof(TrainingCheckpoints)),
            TorchSharp = Version(typeof(torch)),
            Images = progress.Images,
            Steps = progress.Steps,
            ImagesAtTick = progress.ImagesAtTick,
            Elapsed = progress.Elapsed,
            Threads = Threads,
            Ranks = _began == 1 ? null : _began,
            Position = position,
            Rollbacks = progress.Rollbacks,
            Augmentation = step.AugmentationState,
            Losses = step.Statistics.State,
            Scores = scores.At(progress.Images),
            MeasuredAt = scores.MeasuredAt,
            Recipe = RecipeJson.Node(recipe with { Accumulation = Accumulation }),
            Networks = Networks,
            Dataset = _dataset.Value,
        };
        var files = Modules().ToDictionary(entry => entry.File, entry => (Action<string>)(path => ModuleWeights.Save(entry.Module, path)));
        files[OptimizerFile] = path => SafetensorsWriter.Write(path, OptimizerState());
        if (step.Pool is { } pool) files[PoolFile] = path => SafetensorsWriter.Write(path, pool.State);
        ranks.OnFirst(() => store.Save(state, files));
        Newest = state.Images;
    }

    /// <summary>Brings back the newest intact checkpoint.</summary>
    /// <returns>Its state; <see langword="null"/> when there is none at all.</returns>
    /// <exception cref="CheckpointException">The recipe differs, or every checkpoint is damaged.</exception>
    internal CheckpointState? Resume(bool allowChanges, Action<string> warn)
    {
        CheckpointException? lastDamage = null;
        var (checkpoint, list) = ("", "");
        try
        {
            return Resumed = Restore(damage => warn((lastDamage = damage).Message + " The checkpoint before it is taken."), Check, () => lastDamage);
        }
        catch (WeightMismatchException problem) when (list.Length > 0)
        {
            throw new CheckpointException(checkpoint, $"its weights do not fit the networks of the changed recipe:{list}{Environment.NewLine}  Begin another training with it.", problem);
        }

        void Check(string path, CheckpointState found)
        {
            // How often a training reports does not change what comes of it.
            const string Ticks = "tick_images";
            Accumulation = Math.Max(recipe.Accumulation, found.Ranks ?? 1);
            var now = RecipeJson.Node(recipe with { Accumulation = Accumulation });
            now[Ticks] = found.Recipe[Ticks]?.DeepClone();
            string[] changes = found.Dataset is { } before && _dataset.Value is { } present ? [.. present.DifferencesFrom(before)] : [];
            if (changes.Length > 0) warn($"The dataset is not what it was at the checkpoint: {string.Join("; ", changes)}. The training goes on with it as it is now.");
            if (found.Threads is { } then && Threads is { } threads && then != threads)
                warn($"The checkpoint was computed on {PlainText.Counted(then, "thread")}, and the training goes on with {threads}: the same recipe gives the same bits only with the same number.");
            string[] differences = [.. RecipeJson.Differences(found.Recipe, now, ("in the checkpoint", "now")), .. NetworkDifferences(found.Networks)];
            if (differences.Length == 0) return;
            (checkpoint, list) = (path, string.Concat(differences.Select(difference => $"{Environment.NewLine}- {difference}")));
            if (!allowChanges)
                throw new CheckpointException(path, $"the recipe is not the one the training was started with:{list}{Environment.NewLine}  Use the same recipe, or allow changes.");
            if (new TrainingProgress(recipe, TimeProvider.System, found).Done >= 1)
            {
                throw new CheckpointException(
                    path, $"the training is at its end, with {PlainText.Counted(found.Images, "image")}: a changed recipe would change nothing.{list}{Environment.NewLine}  Train on more images, or begin another training.");
            }

            warn($"The training goes on with a changed recipe:{list}");
        }
    }

    /// <summary>Brings back the newest intact checkpoint of this run.</summary>
    internal CheckpointState? RollBack(Action<string> warn) => Restore(damage => warn(damage.Message), (_, _) => { }, () => null);

    private CheckpointState? Restore(Action<CheckpointException> damaged, Action<string, CheckpointState> check, Func<CheckpointException?> problem)
    {
        var found = ranks.OfFirst(() => JsonSerializer.SerializeToUtf8Bytes(Read(damaged, check, problem), CheckpointJson.Default.SharedState));
        if (JsonSerializer.Deserialize(found, CheckpointJson.Default.SharedState) is not var (state, accumulation, pool)) return null;
        Share(pool);
        (Accumulation, _began) = (accumulation, state.Ranks ?? 1);
        step.AugmentationState = state.Augmentation;
        step.Statistics.State = state.Losses;
        (Newest, _next) = (state.Images, state.Images + store.Options.EveryImages);
        scores.Restore(state);
        return state;
    }

    private SharedState? Read(Action<CheckpointException> damaged, Action<string, CheckpointState> check, Func<CheckpointException?> problem)
    {
        if (store.Newest(damaged) is not var (path, state)) return problem() is { } failure ? throw failure : null;
        check(path, state);
        foreach (var (module, file) in Modules()) ModuleWeights.Load(module, Path.Combine(path, file));
        using (var reader = SafetensorsReader.Open(Path.Combine(path, OptimizerFile))) CopyAll(reader, OptimizerState());
        if (step.Pool is { } pool && Path.Combine(path, PoolFile) is var stored && File.Exists(stored))
        {
            using var scope = NewDisposeScope();
            using var reader = SafetensorsReader.Open(stored);
            pool.Restore(reader.ReadAll());
        }

        return new SharedState(state, Accumulation, new((step.Pool?.State ?? new Dictionary<string, Tensor>()).ToDictionary(entry => entry.Key, entry => entry.Value.shape)));
    }

    /// <summary>Brings what rank 0 has read to the others.</summary>
    private void Share(SortedDictionary<string, long[]> shapes)
    {
        if (ranks.Size == 1) return;
        using var scope = NewDisposeScope();
        using var gradient = no_grad();
        ranks.Broadcast([.. Modules().SelectMany(entry => entry.Module.state_dict().Values), .. OptimizerState().Values]);
        if (step.Pool is not { } pool) return;
        var device = generator.parameters().First().device;
        var images = shapes.ToDictionary(entry => entry.Key, entry => ranks.Rank == 0 ? pool.State[entry.Key] : zeros(entry.Value, ScalarType.Float32, device));
        ranks.Broadcast([.. images.Values]);
        if (ranks.Rank > 0) pool.Restore(images);
    }

    private IEnumerable<(nn.Module Module, string File)> Modules() =>
        [(generator, "generator.safetensors"), (average, CheckpointStore.AverageFile), .. discriminators.Select((network, i) => ((nn.Module)network, $"discriminator-{i}.safetensors"))];

    private Dictionary<string, Tensor> OptimizerState() => step.GeneratorOptimizer.State.Select(entry => ($"generator.{entry.Key}", entry.Value))
        .Concat(step.DiscriminatorOptimizer.State.Select(entry => ($"discriminators.{entry.Key}", entry.Value)))
        .ToDictionary();

    private string[] Networks => [generator.GetType().Name, .. discriminators.Select(discriminator => discriminator.GetType().Name)];

    private IEnumerable<string> NetworkDifferences(IReadOnlyList<string> before) =>
        before.SequenceEqual(Networks) ? [] : [$"networks: {string.Join(", ", before)} in the checkpoint, {string.Join(", ", Networks)} now"];

    private static void CopyAll(SafetensorsReader reader, Dictionary<string, Tensor> targets)
    {
        using var gradient = no_grad();
        foreach (var (name, target) in targets)
        {
            using var source = reader.Read(name);
            target.copy_(source);
        }
    }

    private int? Threads => generator.parameters().First().device_type == DeviceType.CPU ? get_num_threads() : null;

    private static string Version(Type type) => type.Assembly.GetName().Version?.ToString(3) ?? "";
}
