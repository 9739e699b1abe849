using System.Text.Json;
using System.Text.Json.Nodes;
using GlGan.Batches;
using GlGan.Collectives;
using GlGan.Discriminators;
using GlGan.Foundation;
using GlGan.Generators;
using GlGan.Pairs;
using GlGan.Tensors;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GlGan.Training;

/// <summary>
/// Trains a generator against its discriminators, phase by phase. Runs on the calling thread; give it a thread of its own and do not
/// <c>await</c> in observers.
/// </summary>
public sealed class GanTrainer : IDisposable
{
    private const ulong RollbackSeedStep = 0x9E3779B97F4A7C15;
    private const int FailedCheckpoints = 2;
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(5);

    private readonly FusedOperators _operators = new();
    private readonly FaceGenerator _generator;
    private readonly IReadOnlyList<Discriminator> _discriminators;
    private readonly TrainingRecipe _recipe;
    private readonly ResilientObservers _observers;
    private readonly TrainingStep _step;
    private readonly ExponentialMovingAverage _average;
    private readonly TrainingScores _scores;
    private readonly TrainingCheckpoints? _checkpoints;
    private readonly HashSet<Parameter> _frozenByUser;
    private readonly RankedTraining _ranks;
    private WriteLock? _hold;
    private TrainingProgress? _run;
    private bool _trained;

    /// <summary>Prepares a training. The networks are borrowed, on the device they will train on.</summary>
    /// <param name="generator">The generator.</param>
    /// <param name="discriminators">Its opponents, at least one.</param>
    /// <param name="recipe">How to train; what it says of networks is left to those given.</param>
    /// <param name="observers">Told of every tick; one that throws is left out from then on, which <see cref="TrainingResult.Notices"/> and the others say.</param>
    /// <param name="checkpoints">Where checkpoints go; <see langword="null"/> writes none.</param>
    /// <param name="scores">Measured when a checkpoint is written; without checkpoints as often as they would be by default.</param>
    /// <param name="time">Clock; <see langword="null"/> takes the system's.</param>
    /// <param name="ranks">Processes that train together; <see langword="null"/> trains in this one alone. All of them make a trainer of the same arguments, and rank 0 alone reports and writes.</param>
    /// <exception cref="ArgumentException">The recipe is invalid, there is no discriminator, a network has no parameters, or scores do not fit.</exception>
    public GanTrainer(
        FaceGenerator generator,
        IReadOnlyList<Discriminator> discriminators,
        TrainingRecipe recipe,
        IReadOnlyList<ITrainingObserver>? observers = null,
        CheckpointStore? checkpoints = null,
        IReadOnlyList<ICheckpointScore>? scores = null,
        TimeProvider? time = null,
        ICollective? ranks = null)
    {
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(discriminators);
        if (discriminators.Count == 0) throw new ArgumentException("Give at least one discriminator.", nameof(discriminators));
        _recipe = recipe.Valid();
        if (discriminators.Append<nn.Module>(generator).FirstOrDefault(network => !network.parameters().Any()) is { } empty)
            throw new ArgumentException($"{empty.GetType().Name} has no parameters to train: register its modules in its constructor, by register_module(\"name\", module) or RegisterComponents().");
        if (scores?.GroupBy(score => score.Name).FirstOrDefault(group => group.Count() > 1)?.Key is { } twice)
            throw new ArgumentException($"Two scores are named '{twice}': give each a name of its own.", nameof(scores));
        if (checkpoints?.Options.BestBy is { } best && scores?.Any(score => score.Name == best) != true)
            throw new ArgumentException($"The best checkpoint is to be kept by '{best}', but no score has that name.", nameof(scores));
        (_generator, _discriminators) = (generator, discriminators);
        _ranks = new RankedTraining(ranks ?? SingleProcess.Instance, time ?? TimeProvider.System);
        _observers = new ResilientObservers(_ranks.IsFirst ? observers ?? [] : []);

        var parameters = discriminators.Append<nn.Module>(generator).SelectMany(network => network.parameters());
        _frozenByUser = new(parameters.Where(parameter => !parameter.requires_grad), ReferenceEqualityComparer.Instance);
        var device = generator.parameters().First().device;
        _step = new TrainingStep(_operators, generator, discriminators, recipe, device, _ranks.All);
        Average = generator.CreateTwin();
        Average.to(device);
        Average.eval();
        _average = new ExponentialMovingAverage(_operators, generator, Average, recipe.AverageHalfLifeImages);
        _scores = new TrainingScores(scores ?? [], Average, checkpoints?.Options.MeasureEveryImages ?? new CheckpointOptions().EveryImages, _ranks.All);
        if (checkpoints is not null) _checkpoints = new TrainingCheckpoints(checkpoints, generator, Average, discriminators, _step, recipe, _scores, () => Data?.Fingerprint(), _ranks.All);
    }

    /// <summary>The averaged generator in evaluation mode: the network to export. It lives as long as the trainer.</summary>
    public FaceGenerator Average { get; }

    /// <summary>Images seen so far.</summary>
    internal long Images => _run?.Images ?? 0;

    /// <summary>Where the pairs come from, if that is known: what is said of it is told at the start, and that it changed when the training goes on.</summary>
    internal FacePairs? Data { get; init; }

    /// <summary>Says at the end what the user should know of the averaged generator, if there is something; <see langword="null"/> asks nobody.</summary>
    internal Func<FaceGenerator, CancellationToken, string?>? Judge { get; init; }

    /// <summary>Goes back to the newest intact checkpoint, if there is one: <see cref="Train"/> then goes on from there, to the last bit on a CPU.</summary>
    /// <param name="allowChanges">Whether the recipe may differ from those of the checkpoint.</param>
    /// <returns>Images seen up to the checkpoint; <see langword="null"/> when there is none.</returns>
    /// <exception cref="InvalidOperationException">The trainer has no checkpoints.</exception>
    /// <exception cref="IOException">Another training, whose process the message names, writes into the folder.</exception>
    /// <exception cref="CheckpointException">
    /// The recipe differs, and changes are not allowed, do not fit the weights, or come after the last image; the message lists them. Or every checkpoint is damaged.
    /// </exception>
    public long? Resume(bool allowChanges = false)
    {
        if (_checkpoints is null) throw new InvalidOperationException("This trainer has no checkpoints to resume from: give it a CheckpointStore.");
        _ranks.All.OnFirst(() => _hold ??= _checkpoints.Hold());
        return _checkpoints.Resume(allowChanges, _observers.OnNotice)?.Images;
    }

    /// <summary>Runs all phases. Cancellation finishes the step in progress and returns; with checkpoints, nothing done so far is lost.</summary>
    /// <param name="batches">Where batches come from.</param>
    /// <param name="cancellationToken">Asks for an early end.</param>
    /// <exception cref="InvalidOperationException">It has trained already, or its folder holds checkpoints and it was not resumed.</exception>
    /// <exception cref="IOException">Another training, whose process the message names, writes into the folder.</exception>
    /// <exception cref="CheckpointException">Two checkpoints in a row, or the last one, could not be written.</exception>
    /// <exception cref="TrainingDivergedException">Training went wrong more often than <see cref="DivergenceGuard.MaxRollbacks"/> allows.</exception>
    public TrainingResult Train(IBatchSource batches, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        if (_trained) throw new InvalidOperationException("This trainer has trained already: make a new one, which may resume from its checkpoints.");
        _ranks.All.OnFirst(() => _hold ??= _checkpoints?.Hold());
        using var hold = _hold;
        _ranks.All.OnFirst(Begin);
        _trained = true;
        _ranks.Join(Settings(), _checkpoints?.Resumed is null ? Weights() : []);
        using var watch = _ranks.Watch();
        using var tf32 = Average.parameters().First().device_type == DeviceType.CUDA ? _step.Precision.BeginTraining() : null;
        var run = _run = new TrainingProgress(_recipe, _ranks.Time, _checkpoints?.Resumed);
        if (_checkpoints?.Resumed is { } resumed) batches.StartAt(resumed.Position);
        var share = _ranks.Share(_checkpoints?.Accumulation ?? Math.Max(_recipe.Accumulation, _ranks.All.Size), evenly: _recipe.SynchronizedNormalization);
        using var steps = new StepBatches(batches, share);
        var waits = _step.Device.type == DeviceType.CPU;
        var position = steps.Position;
        foreach (var notice in Data?.Notices ?? []) _observers.OnNotice(notice);
        var (phase, factor, ended, reported, failed) = (run.Phase(), 1.0, run.Done >= 1, run.Elapsed, 0);
        BeginPhase(phase.Trains);
        if (run.Images == 0)
        {
            if (_checkpoints is not null) Measure();
            Report(last: false);
            SaveCheckpoint();
        }

        while (!ended)
        {
            // Phase.
            if (run.Phase() is var next && next != phase) BeginPhase((phase = next).Trains);

            // Fetch.
            using var fetched = _ranks.Fetch(steps, cancellationToken);
            if (fetched is not var (own, images)) break;

            // Discriminators and generator.
            if (run.Done >= _recipe.FixStatisticsAfter) _generator.eval();
            factor = _recipe.Schedule.Factor(run.Done);
            _ranks.Try(() => _step.Run(own.Batches, share, images, phase, phase.Objective ?? _recipe.Objective, factor, run.Steps, Seed()));
            run.Advance(images);
            position = steps.Position;

            // The next batches go to a GPU while it computes.
            if (!waits && run.Done < 1) steps.Prepare(cancellationToken);

            // Average.
            if ((phase.Trains & TrainedNetworks.Generator) != 0) _average.Update(images, run.Images);

            // Guard.
            ended = _ranks.Stops(cancellationToken) || run.Done >= 1;
            var tick = run.Images - run.ImagesAtTick >= _recipe.TickImages;
            if (tick || ended) _ranks.Compare(Weights(), run.Images);
            if ((tick || ended || run.Steps % _recipe.Guard.RollbackAfter == 0) && IsDiverged())
            {
                RollBack();
                ended = _ranks.Stops(cancellationToken);
                continue;
            }

            // Tick.
            if (ended) continue;
            if (tick)
            {
                var saves = _checkpoints?.IsDue(run.Images);
                if (saves != false) Measure();
                Report(last: false);
                if (saves == true) SaveCheckpoint();
            }
            else if (run.Elapsed - reported >= ProgressInterval)
            {
                _observers.OnProgress(Tick(_step.Statistics.Means, last: false));
                reported = run.Elapsed;
            }
        }

        var canceled = _ranks.Stops(cancellationToken) && run.Done < 1;
        // Who asks for an early end waits for nothing but what would be lost.
        if (!canceled) Measure();
        SaveCheckpoint(last: true);
        if (!canceled && _ranks.IsFirst) TellVerdict();
        Report(last: true);
        return new TrainingResult(run.Images, run.Steps, run.Elapsed, canceled) { Scores = _scores.Latest, Notices = [.. _observers.Notices] };

        ulong Seed() => _recipe.Seed + (ulong)run.Rollbacks * RollbackSeedStep;

        void Report(bool last)
        {
            var tick = Tick(_step.Statistics.Read(), last);
            run.BeginTick();
            reported = run.Elapsed;
            if (_step.BadSteps.ReadNew() is var skipped and > 0)
                _observers.OnNotice($"{PlainText.Counted(skipped, "step")} up to image {run.Images} had an update left out: its loss or gradients were not finite or beyond the limit.");
            _observers.OnTick(tick);
        }

        TrainingTick Tick(IReadOnlyDictionary<string, double> losses, bool last) => new(
            phase.Name, run.Images, run.Total, run.Steps, run.Elapsed, run.Remaining, run.ImagesPerSecond, factor, losses, Average, last)
        {
            Scores = _scores.ValuesAt(run.Images),
        };

        void Measure()
        {
            if (_scores.IsDue(run) && _step.BadSteps.InRow == 0 && IsFinite()) _scores.Measure(run.Images, _observers.OnNotice, cancellationToken);
        }

        void TellVerdict()
        {
            try
            {
                if (Judge?.Invoke(Average, cancellationToken) is { } verdict) _observers.OnNotice(verdict);
            }
            catch (Exception problem)
            {
                _observers.OnNotice($"The trained model could not be measured: {problem.Message}");
            }
        }

        void SaveCheckpoint(bool last = false)
        {
            if (_checkpoints is null || _checkpoints.Newest == run.Images) return;
            if (_step.BadSteps.InRow > 0 || !IsFinite())
            {
                _observers.OnNotice($"The state at image {run.Images} is not kept: its last steps were bad.");
                return;
            }

            try
            {
                _checkpoints.Save(run, position);
                failed = 0;
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                var newest = _checkpoints.Newest is { } images ? $"The newest is that of image {images}." : "There is none yet.";
                if (last || ++failed == FailedCheckpoints)
                    throw new CheckpointException(_checkpoints.Folder, $"the training ends at image {run.Images}, because its checkpoint could not be written: {problem.Message} {newest} Make room and resume.", problem);
                _observers.OnNotice($"The checkpoint at image {run.Images} could not be written: {problem.Message} {newest} Without the next one the training would end.");
            }
        }

        void RollBack()
        {
            var at = run.Images;
            if (_checkpoints is null) throw Diverged(at, "There are no checkpoints to go back to.");
            if (run.Rollbacks >= _recipe.Guard.MaxRollbacks) throw Diverged(at, $"It went back {run.Rollbacks} times; its last good checkpoint is in '{_checkpoints.Folder}'.");
            var state = _checkpoints.RollBack(_observers.OnNotice) ?? throw Diverged(at, "No intact checkpoint is left to go back to.");
            run.RollBack(state);
            _step.BadSteps.Restart();
            BeginPhase((phase = run.Phase()).Trains);
            var time = $"time {run.Rollbacks} of {_recipe.Guard.MaxRollbacks}";
            _observers.OnNotice($"Training diverged at image {at}: back to the checkpoint at image {state.Images}, and on with other data ({time}).");
        }
    }

    /// <summary>Frees the averaged generator and the optimisers' state.</summary>
    public void Dispose()
    {
        _hold?.Dispose();
        _step.Dispose();
        Average.Dispose();
        _operators.Dispose();
    }

    private static TrainingDivergedException Diverged(long images, string ending) => new(
        $"Training diverged at image {images}: step after step had losses or gradients that are not finite or beyond the limit. {ending} Try lower learning rates.");

    /// <summary>What rank 0 does before a training begins.</summary>
    private void Begin()
    {
        if (_checkpoints is { Resumed: null, HasAny: true })
            throw new InvalidOperationException($"'{_checkpoints.Folder}' holds the checkpoints of an earlier training: call {nameof(Resume)} first, or give another folder.");
        _observers.OnStart(_checkpoints?.Resumed?.Images);
    }

    /// <summary>What must be the same on all ranks.</summary>
    private JsonObject Settings() => new()
    {
        ["version"] = $"{typeof(GanTrainer).Assembly.GetName().Version}",
        ["torchsharp"] = $"{typeof(torch).Assembly.GetName().Version}",
        ["recipe"] = RecipeJson.Node(_recipe),
        ["networks"] = string.Join(", ", _discriminators.Append<nn.Module>(_generator).Select(network => network.GetType().Name)),
        ["scores"] = string.Join(", ", _scores.Names),
        ["checkpoint_images"] = _checkpoints?.Options.EveryImages,
        ["measured_images"] = _checkpoints?.Options.MeasureEveryImages,
        ["data"] = JsonSerializer.SerializeToNode(_checkpoints is null ? Data?.Fingerprint() : _checkpoints.Dataset, RankJson.Default.DatasetFingerprint),
    };

    private Tensor[] Weights() => [.. _discriminators.Append<nn.Module>(_generator).Append(Average).SelectMany(network => network.state_dict().Values)];

    private void BeginPhase(TrainedNetworks trains)
    {
        foreach (var module in _generator.Pathway(GeneratorPathway.Global)) Freeze(module, !trains.HasFlag(TrainedNetworks.Global));
        foreach (var module in _generator.Pathway(GeneratorPathway.Local)) Freeze(module, !trains.HasFlag(TrainedNetworks.Local));
        foreach (var module in _generator.Pathway(GeneratorPathway.Fusion)) Freeze(module, !trains.HasFlag(TrainedNetworks.Fusion));
        foreach (var discriminator in _discriminators) Freeze(discriminator, !trains.HasFlag(TrainedNetworks.Discriminators));
    }

    // Evaluation mode keeps the normalisation statistics of a frozen network as they are. What the user froze stays frozen.
    private void Freeze(nn.Module module, bool frozen)
    {
        module.train(!frozen);
        foreach (var parameter in module.parameters()) parameter.requires_grad = !frozen && !_frozenByUser.Contains(parameter);
    }

    /// <summary>Whether too many steps in a row were bad, or a weight or statistic is not finite any more: one bad batch can poison running statistics.</summary>
    private bool IsDiverged() => _step.BadSteps.InRow >= _recipe.Guard.RollbackAfter || !IsFinite();

    private bool IsFinite() => BadStepCounter.IsFinite([.. _discriminators.Append<nn.Module>(_generator).SelectMany(network => network.state_dict().Values)]);
}
