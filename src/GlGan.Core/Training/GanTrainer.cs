using GlGan.Discriminators;
using GlGan.Generators;
using GlGan.Losses;
using GlGan.Runtime;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GlGan.Training;

/// <summary>
/// Trains a GL-GAN against its discriminators, phase by phase. Runs on the calling thread; give it a thread of its own and do not <c>await</c> in
/// observers.
/// </summary>
public sealed class GanTrainer : IDisposable
{
    private readonly FusedOperators _operators = new();
    private readonly GlGanGenerator _generator;
    private readonly IReadOnlyList<Discriminator> _discriminators;
    private readonly Parameter[] _discriminatorParameters;
    private readonly TrainingObjective _objective;
    private readonly TrainingOptions _options;
    private readonly IReadOnlyList<ITrainingObserver> _observers;
    private readonly TimeProvider _time;
    private readonly FusedAdam _generatorOptimizer;
    private readonly FusedAdam _discriminatorOptimizer;
    private readonly ExponentialMovingAverage _average;
    private readonly LossStatistics _statistics = new();

    /// <summary>Prepares a training. The networks are borrowed, on the device they will train on.</summary>
    /// <param name="generator">The generator.</param>
    /// <param name="discriminators">Its opponents, at least one.</param>
    /// <param name="objective">What the networks minimise.</param>
    /// <param name="options">How to train.</param>
    /// <param name="observers">Told of every tick.</param>
    /// <param name="time">Clock; <see langword="null"/> takes the system's.</param>
    /// <exception cref="ArgumentException">The objective or the options are invalid, or there is no discriminator.</exception>
    public GanTrainer(
        GlGanGenerator generator,
        IReadOnlyList<Discriminator> discriminators,
        TrainingObjective objective,
        TrainingOptions options,
        IReadOnlyList<ITrainingObserver>? observers = null,
        TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(discriminators);
        if (discriminators.Count == 0) throw new ArgumentException("Give at least one discriminator.", nameof(discriminators));
        _objective = OptionsGuard.Valid(objective, objective?.Errors());
        _options = OptionsGuard.Valid(options, options?.Errors());
        (_generator, _discriminators, _observers, _time) = (generator, discriminators, observers ?? [], time ?? TimeProvider.System);

        _discriminatorParameters = [.. discriminators.SelectMany(discriminator => discriminator.parameters())];
        _generatorOptimizer = new FusedAdam(_operators, generator.parameters(), options.Beta1, options.Beta2);
        _discriminatorOptimizer = new FusedAdam(_operators, _discriminatorParameters, options.Beta1, options.Beta2);

        var device = generator.parameters().First().device;
        Average = new GlGanGenerator(generator.Options, fusion: generator.OwnFusion);
        Average.to(device);
        Average.eval();
        _average = new ExponentialMovingAverage(_operators, generator, Average, options.AverageHalfLifeImages);
    }

    /// <summary>The averaged generator in evaluation mode: the network to export. It lives as long as the trainer.</summary>
    public GlGanGenerator Average { get; }

    /// <summary>Runs all phases. Cancellation finishes the step in progress and returns.</summary>
    /// <param name="batches">Where batches come from.</param>
    /// <param name="cancellationToken">Asks for an early end.</param>
    public TrainingResult Train(IBatchSource batches, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        long images = 0, steps = 0, imagesAtTick = 0, phaseEnd = 0, total = _options.TotalImages;
        var start = _time.GetTimestamp();
        var tickStart = start;
        var (phaseName, factor, ended) = (_options.Phases[0].Name, 1.0, false);

        Report(last: false);
        foreach (var phase in _options.Phases)
        {
            phaseEnd += phase.Images;
            if (ended || Progress() >= (double)phaseEnd / total) continue;
            BeginPhase(phase.Trains);
            phaseName = phase.Name;
            while (!ended && Progress() < (double)phaseEnd / total)
            {
                // Fetch.
                using var batch = Fetch(batches, cancellationToken);
                if (batch is null)
                {
                    ended = true;
                    break;
                }

                // Discriminator and generator.
                if (Progress() >= _options.FixStatisticsAfter) _generator.eval();
                factor = _options.Schedule.Factor(Progress());
                Step(batch, phase.Trains, factor);
                images += batch.Input.Count;
                steps++;

                // Average.
                if ((phase.Trains & TrainedNetworks.Generator) != 0) _average.Update(batch.Input.Count, images);

                // Tick.
                ended = cancellationToken.IsCancellationRequested || Progress() >= 1;
                if (!ended && images - imagesAtTick >= _options.TickImages) Report(last: false);
            }
        }

        var canceled = cancellationToken.IsCancellationRequested && Progress() < 1;
        Report(last: true);
        return new TrainingResult(images, steps, _time.GetElapsedTime(start), canceled);

        double Progress() => Math.Min(1, Math.Max((double)images / total, _options.TimeLimit is { } limit ? _time.GetElapsedTime(start) / limit : 0));

        void Report(bool last)
        {
            var elapsed = _time.GetElapsedTime(start);
            var speed = (images - imagesAtTick) / Math.Max(_time.GetElapsedTime(tickStart).TotalSeconds, 1e-9);
            var progress = Progress();
            var remaining = images == 0 ? _options.TimeLimit ?? TimeSpan.Zero : elapsed * ((1 - progress) / progress);
            var tick = new TrainingTick(phaseName, images, total, steps, elapsed, remaining, speed, factor, _statistics.Read(), Average, last);
            foreach (var observer in _observers) observer.OnTick(tick);
            (imagesAtTick, tickStart) = (images, _time.GetTimestamp());
        }
    }

    /// <summary>Frees the averaged generator and the optimisers' state.</summary>
    public void Dispose()
    {
        _statistics.Dispose();
        _generatorOptimizer.Dispose();
        _discriminatorOptimizer.Dispose();
        Average.Dispose();
        _operators.Dispose();
    }

    private static TrainingBatch? Fetch(IBatchSource batches, CancellationToken cancellationToken)
    {
        try
        {
            return batches.Next(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private void BeginPhase(TrainedNetworks trains)
    {
        Freeze(_generator.Global, !trains.HasFlag(TrainedNetworks.Global));
        foreach (var pathway in _generator.Local.Values) Freeze(pathway, !trains.HasFlag(TrainedNetworks.Local));
        Freeze(_generator.Fusion, !trains.HasFlag(TrainedNetworks.Fusion));
        foreach (var discriminator in _discriminators) Freeze(discriminator, !trains.HasFlag(TrainedNetworks.Discriminators));
    }

    // Evaluation mode keeps the normalisation statistics of a frozen network as they are.
    private static void Freeze(nn.Module module, bool frozen)
    {
        module.train(!frozen);
        foreach (var parameter in module.parameters()) parameter.requires_grad = !frozen;
    }

    private void Step(TrainingBatch batch, TrainedNetworks trains, double factor)
    {
        using var scope = new TensorScope();
        var trainsGenerator = (trains & TrainedNetworks.Generator) != 0;
        using var output = Synthesize(batch.Input, trainsGenerator);

        if (trains.HasFlag(TrainedNetworks.Discriminators))
        {
            var loss = DiscriminatorLoss(Judge(batch, output.Image.detach()));
            loss.backward();
            _discriminatorOptimizer.Step(_options.DiscriminatorLearningRate * factor);
        }

        if (trainsGenerator)
        {
            foreach (var parameter in _discriminatorParameters) parameter.requires_grad = false;
            var loss = GeneratorLoss(new GeneratorLossContext(batch.Input, output, batch.Target, Judge(batch, output.Image)));
            loss.backward();
            _generatorOptimizer.Step(_options.GeneratorLearningRate * factor);
            foreach (var parameter in _discriminatorParameters) parameter.requires_grad = trains.HasFlag(TrainedNetworks.Discriminators);
        }
    }

    private GeneratorOutput Synthesize(GeneratorInput input, bool withGradient)
    {
        using var gradient = set_grad_enabled(withGradient);
        return _generator.call(input);
    }

    /// <summary>Reals and fakes go through each discriminator in one batch, so that batch statistics cannot tell them apart.</summary>
    private List<Judgement> Judge(TrainingBatch batch, Tensor fake)
    {
        var images = cat([batch.Target, fake]);
        var condition = cat([batch.Input.Global, batch.Input.Global]);
        var placement = batch.Input.Placement.ToDictionary(center => center.Key, center => cat([center.Value, center.Value]));
        var input = new DiscriminatorInput(images, condition, placement);
        return [.. _discriminators.Select(discriminator =>
        {
            var halves = discriminator.call(input).Select(output => output.Halves()).ToArray();
            return new Judgement([.. halves.Select(half => half.Real)], [.. halves.Select(half => half.Fake)]);
        })];
    }

    private Tensor DiscriminatorLoss(List<Judgement> judgements)
    {
        var loss = Adversarial(judgements, _objective.Adversarial.Discriminator);
        _statistics.Add("discriminator", loss);
        return loss;
    }

    private Tensor GeneratorLoss(GeneratorLossContext context)
    {
        var adversarial = Adversarial(context.Judgements, _objective.Adversarial.Generator);
        _statistics.Add("generator", adversarial);
        var total = adversarial.Times(_objective.AdversarialWeight);
        foreach (var (term, weight) in _objective.Terms)
        {
            var loss = term.Compute(context);
            _statistics.Add(term.Name, loss);
            total = total.Plus(loss.Times(weight));
        }

        return total;
    }

    private static Tensor Adversarial(IReadOnlyList<Judgement> judgements, Func<Tensor, Tensor, Tensor> loss) => judgements
        .SelectMany(judgement => judgement.Real.Zip(judgement.Fake, (real, fake) => loss(real.Logits, fake.Logits)))
        .Aggregate((sum, next) => sum.Plus(next));
}
