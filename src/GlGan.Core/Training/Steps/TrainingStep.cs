using GlGan.Batches;
using GlGan.Collectives;
using GlGan.Discriminators;
using GlGan.Features;
using GlGan.Generators;
using GlGan.Layers;
using GlGan.Losses;
using GlGan.Pairs;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Training;

/// <summary>
/// One update of the discriminators, those of the penalties that are due, and one of the generator, on one or several batches whose gradients are averaged, in this process and in
/// others. What comes of a step does not depend on how its batches are shared out.
/// </summary>
internal sealed class TrainingStep : IDisposable
{
    private readonly FusedOperators _operators;
    private readonly FaceGenerator _generator;
    private readonly IFeatureNetwork? _globalEncoder;
    private readonly IReadOnlyList<Discriminator> _discriminators;
    private readonly TrainingRecipe _recipe;
    private readonly AugmentationController? _controller;
    private readonly ICollective _ranks;
    private readonly BatchNormalization[] _synchronized;
    private readonly Tensor[] _generatorBuffers;
    private readonly Tensor[] _discriminatorBuffers;

    internal TrainingStep(FusedOperators operators, FaceGenerator generator, IReadOnlyList<Discriminator> discriminators, TrainingRecipe recipe, Device device, ICollective? ranks = null)
    {
        (_operators, _generator, _discriminators, _recipe, Device, _ranks) = (operators, generator, discriminators, recipe, device, ranks ?? SingleProcess.Instance);
        (_generatorBuffers, _discriminatorBuffers) = ([.. generator.buffers()], [.. discriminators.SelectMany(discriminator => discriminator.buffers())]);
        _synchronized = !recipe.SynchronizedNormalization || _ranks.Size == 1 ? [] : [.. discriminators.Append<nn.Module>(generator).SelectMany(network => network.modules()).OfType<BatchNormalization>()];
        foreach (var normalization in _synchronized) normalization.Ranks = _ranks;
        if (generator is GlGanGenerator { Global: { } global }) _globalEncoder = new GlobalEncoderFeatures(global);
        if (recipe.ImagePoolSize > 0) Pool = new ImagePool(recipe.ImagePoolSize, recipe.Seed);
        Statistics = new LossStatistics(device, _ranks);
        BadSteps = new BadStepCounter(device);
        if (recipe.Augmentation is AdaptiveAugmentation) _controller = new AugmentationController(recipe.AugmentationControl, device);
        Precision = new PrecisionPolicy(recipe.Precision, generator, discriminators);
        GeneratorOptimizer = new FusedAdam(operators, [.. generator.named_parameters()]);
        var judges = discriminators.SelectMany((network, i) => network.named_parameters().Select(entry => ($"{i}.{entry.name}", entry.parameter)));
        DiscriminatorOptimizer = new FusedAdam(operators, [.. judges]);
    }

    /// <summary>Where the networks are.</summary>
    internal Device Device { get; }

    internal ImagePool? Pool { get; }

    internal FusedAdam GeneratorOptimizer { get; }

    internal FusedAdam DiscriminatorOptimizer { get; }

    internal LossStatistics Statistics { get; }

    internal BadStepCounter BadSteps { get; }

    internal PrecisionPolicy Precision { get; }

    /// <summary>Where the adaptive augmentation stands, if there is one.</summary>
    internal AugmentationState? AugmentationState
    {
        get => _controller?.State;
        set
        {
            if (value is not null) _controller?.Restore(value);
        }
    }

    /// <summary>Makes the step.</summary>
    /// <param name="batches">This process's batches of the step; borrowed.</param>
    /// <param name="share">Which of the step's batches they are.</param>
    /// <param name="images">Images of all batches of the step.</param>
    /// <param name="phase">What trains.</param>
    /// <param name="objective">What is minimised.</param>
    /// <param name="factor">Factor on the learning rates.</param>
    /// <param name="step">Number of the step, from 0.</param>
    /// <param name="seed">Seed of the random draws.</param>
    internal void Run(
        IReadOnlyList<TrainingBatch> batches, BatchShare share, long images, TrainingPhase phase, TrainingObjective objective, double factor, long step, ulong seed)
    {
        using var scope = new TensorScope();
        using var weights = Precision.BeginGenerator();
        var trainsGenerator = (phase.Trains & TrainedNetworks.Generator) != 0;
        var trainsDiscriminators = phase.Trains.HasFlag(TrainedNetworks.Discriminators);
        var statistics = IsWhole(share) ? null : new RunningStatistics(share.Of, _generatorBuffers, []);

        // One batch: both updates share its fakes. Several: each is synthesised again, so that one graph at a time is in memory.
        using var shared = batches.Count == 1 ? Synthesize(batches[0].Input, trainsGenerator) : null;
        // What is shared is not synthesised again, and its graph holds the statistics: nobody touches them until its backward pass.
        var round = new Round(objective, step, seed, share, shared is null ? _generatorBuffers : []);
        var bad = zeros([], ScalarType.Float32, Device);

        if (trainsDiscriminators)
        {
            var lazy = objective.Penalties.Where(penalty => penalty.Interval > 1).GroupBy(penalty => penalty.Interval).OrderBy(group => group.Key).ToArray();
            var rates = new AdamRates((phase.DiscriminatorLearningRate ?? _recipe.DiscriminatorLearningRate) * factor, _recipe.Beta1, _recipe.Beta2)
                .WithLazySteps([.. lazy.Select(group => group.Key)]);
            var pooled = Pool is null ? null : Exchange(Pool, batches, shared, round);
            Tensor[] observed = _controller is null ? [] : [_controller.OfStep];

            bad = maximum(bad, Update(DiscriminatorOptimizer, rates, batches, round, (batch, i) => DiscriminatorLoss(batch, i, shared, pooled?[i], round), observed));
            foreach (var due in lazy.Where(group => step % group.Key == 0))
                bad = maximum(bad, Update(DiscriminatorOptimizer, rates, batches, round, (batch, i) => Penalties(due, batch, i, Fakes(batch, shared), round), limited: false));
        }

        if (trainsGenerator)
        {
            var judging = DiscriminatorOptimizer.Parameters.Where(parameter => parameter.requires_grad).ToArray();
            foreach (var parameter in judging) parameter.requires_grad = false;
            var rates = new AdamRates((phase.GeneratorLearningRate ?? _recipe.GeneratorLearningRate) * factor, _recipe.Beta1, _recipe.Beta2);
            bad = maximum(bad, Update(GeneratorOptimizer, rates, batches, round, (batch, i) => GeneratorLoss(batch, i, shared, round), ofGenerator: statistics));
            foreach (var parameter in judging) parameter.requires_grad = true;
        }

        if (trainsDiscriminators) _controller?.EndStep(images);
        BadSteps.Count(bad);
    }

    public void Dispose()
    {
        foreach (var normalization in _synchronized) normalization.Ranks = null;
        Pool?.Dispose();
        _controller?.Dispose();
        Statistics.Dispose();
        BadSteps.Dispose();
        GeneratorOptimizer.Dispose();
        DiscriminatorOptimizer.Dispose();
    }

    // Whether there is one batch in one process.
    private bool IsWhole(BatchShare share) => share.Of == 1 && _ranks.Size == 1;

    /// <summary>
    /// Adds up the gradients of all batches of all processes and applies them, unless they are bad. Whether the size of the loss counts too is said by <c>limited</c>: a lazy
    /// penalty is large exactly where it is needed. What <c>observed</c> holds is added up over the processes too.
    /// </summary>
    /// <returns>1 if they were bad, else 0.</returns>
    private Tensor Update(
        FusedAdam optimizer, AdamRates rates, IReadOnlyList<TrainingBatch> batches, Round round, Func<TrainingBatch, int, Tensor> loss, IReadOnlyList<Tensor>? observed = null,
        RunningStatistics? ofGenerator = null, bool limited = true)
    {
        using var scope = NewDisposeScope();
        using var weights = Precision.BeginDiscriminators();
        var total = zeros([], ScalarType.Float32, Device);
        // The generator's statistics move with its own update alone, as where both updates share its fakes.
        RunningStatistics[] statistics = IsWhole(round.Share) ? []
            : ofGenerator is null ? [new(round.Share.Of, _discriminatorBuffers, round.Restored)] : [new(round.Share.Of, _discriminatorBuffers, []), ofGenerator];
        foreach (var (i, batch) in batches.Index())
        {
            using var part = NewDisposeScope();
            var value = loss(batch, i);
            value.backward();
            using var size = value.detach().to(ScalarType.Float32).abs();
            total.AddInPlace(size);
            foreach (var networks in statistics) networks.EndBatch();
        }

        round.EndUpdate();
        using var gradient = no_grad();
        SumOverRanks(optimizer, [total, .. statistics.SelectMany(networks => networks.Changes), .. observed ?? []]);
        foreach (var networks in statistics) networks.End();
        var gradients = optimizer.Gradients();
        var norm = _recipe.GradientNormLimit is { } limit ? _operators.ClipGradientNorm(gradients, limit) : _operators.Norm(gradients);
        var bad = BadSteps.Judge(total, norm, limited ? _recipe.Guard.LossLimit : double.PositiveInfinity);
        optimizer.Step(rates, bad);
        return bad.MoveToOuterDisposeScope();
    }

    private void SumOverRanks(FusedAdam optimizer, IReadOnlyList<Tensor> others)
    {
        if (_ranks.Size == 1) return;
        optimizer.FillIn(_ranks.Gather(optimizer.Present));
        _ranks.Sum([.. optimizer.Gradients(), .. others]);
    }

    /// <summary>What the pool shows of each of this process's batches; batches of all processes go through it, in their order.</summary>
    private DiscriminatorInput[] Exchange(ImagePool pool, IReadOnlyList<TrainingBatch> batches, GeneratorOutput? shared, Round round)
    {
        var statistics = IsWhole(round.Share) ? null : new RunningStatistics(round.Share.Of, [], round.Restored);
        List<DiscriminatorInput> fakes = [];
        foreach (var batch in batches)
        {
            // A fake that is not a number must not come back in later steps.
            fakes.Add(new(Fakes(batch, shared).nan_to_num(), batch.Input.Global, batch.Input.Placement));
            statistics?.EndBatch();
        }

        var all = SharedFakes.Gather(_ranks, fakes, round.Share, Device);
        DiscriminatorInput[] shown = [.. all.Select((fake, i) => pool.Exchange(fake, (round.Step * round.Share.Of) + i))];
        return shown[round.Share.First..(round.Share.First + round.Share.Count)];
    }

    private Tensor DiscriminatorLoss(TrainingBatch batch, int index, GeneratorOutput? shared, DiscriminatorInput? pooled, Round round)
    {
        var (reals, fakes) = Views(batch, index, pooled?.Image ?? Fakes(batch, shared), round, pooled);
        var judgements = Judge(reals, fakes);
        var loss = Adversarial(judgements, round.Objective, round.Objective.Adversarial.Discriminator);
        Statistics.Add("discriminator", loss);
        foreach (var real in judgements.SelectMany(judgement => judgement.Real)) _controller?.Observe(real.Logits);
        var total = loss.Times(round.Part);
        var penalties = round.Objective.Penalties.Where(penalty => penalty.Interval == 1).ToArray();
        return penalties.Length == 0 ? total : total.Plus(PenaltySum(penalties, reals, fakes, round));
    }

    private Tensor Penalties(IEnumerable<IDiscriminatorPenalty> penalties, TrainingBatch batch, int index, Tensor fakes, Round round)
    {
        var (real, fake) = Views(batch, index, fakes, round);
        return PenaltySum(penalties, real, fake, round);
    }

    private Tensor PenaltySum(IEnumerable<IDiscriminatorPenalty> penalties, DiscriminatorInput real, DiscriminatorInput fake, Round round)
    {
        var total = zeros([], real.Image.dtype, real.Image.device);
        foreach (var penalty in penalties)
        {
            var sum = _discriminators
                .Select(discriminator => penalty.Compute(new(discriminator, real, fake, round.Seed, round.Step) { Reports = ReportsOf(penalty.Name) }))
                .Aggregate((left, right) => left.Plus(right));
            Statistics.Add(penalty.Name, sum);
            total = total.Plus(sum.Times(penalty.Interval * round.Part));
        }

        return total;
    }

    private Tensor GeneratorLoss(TrainingBatch batch, int index, GeneratorOutput? shared, Round round)
    {
        var output = shared ?? Synthesize(batch.Input, withGradient: true);
        var (real, fake) = Views(batch, index, output.Image, round);
        var judgements = Judge(real, fake);
        var adversarial = Adversarial(judgements, round.Objective, round.Objective.Adversarial.Generator);
        Statistics.Add("generator", adversarial);
        var total = adversarial.Times(round.Objective.AdversarialWeight);
        var context = new GeneratorLossContext(batch.Input, output, batch.Target, judgements, _globalEncoder);
        foreach (var (term, weight) in round.Objective.Terms)
        {
            var loss = term.Compute(context with { Reports = ReportsOf(term.Name) });
            Statistics.Add(term.Name, loss);
            total = total.Plus(loss.Times(weight));
        }

        return total.Times(round.Part);
    }

    private Action<string, Tensor> ReportsOf(string loss) => (name, value) =>
    {
        using var scope = NewDisposeScope();
        Statistics.Add($"{loss}/{name}", value.detach().to(ScalarType.Float32).mean());
    };

    private Tensor Fakes(TrainingBatch batch, GeneratorOutput? shared) => (shared ?? Synthesize(batch.Input, withGradient: false)).Image.detach();

    private GeneratorOutput Synthesize(GeneratorInput input, bool withGradient)
    {
        using var gradient = set_grad_enabled(withGradient);
        return _generator.call(input);
    }

    /// <summary>What the discriminators see: augmented alike, so that features of real and fake can be compared place by place.</summary>
    private (DiscriminatorInput Real, DiscriminatorInput Fake) Views(TrainingBatch batch, int index, Tensor fakes, Round round, DiscriminatorInput? pooled = null)
    {
        var real = new DiscriminatorInput(batch.Target, batch.Input.Global, batch.Input.Placement);
        var fake = pooled ?? real with { Image = fakes };
        if (_recipe.Augmentation is not { } augmentation) return (real, fake);
        var draw = new AugmentationDraw(round.Seed, round.Step, round.Draw(index), _controller?.Probability ?? 0);
        return (augmentation.Apply(real, draw), augmentation.Apply(fake, draw));
    }

    /// <summary>Reals and fakes go through each discriminator in one batch, so that batch statistics cannot tell them apart.</summary>
    private List<Judgement> Judge(DiscriminatorInput real, DiscriminatorInput fake)
    {
        var placement = real.Placement?.ToDictionary(center => center.Key, center => cat([center.Value, fake.Placement![center.Key]]));
        var input = new DiscriminatorInput(cat([real.Image, fake.Image]), cat([real.Condition!, fake.Condition!]), placement);
        return [.. _discriminators.Select(discriminator =>
        {
            var halves = discriminator.call(input).Select(output => output.Halves()).ToArray();
            return new Judgement([.. halves.Select(half => half.Real)], [.. halves.Select(half => half.Fake)]);
        })];
    }

    private static Tensor Adversarial(IReadOnlyList<Judgement> judgements, TrainingObjective objective, Func<Tensor, Tensor, Tensor> loss) => judgements
        .Select(judgement =>
        {
            var sum = judgement.Real.Zip(judgement.Fake, (real, fake) => loss(real.Logits, fake.Logits)).Aggregate((left, right) => left.Plus(right));
            return objective.Scales == ScaleReduction.Mean ? sum.Times(1.0 / judgement.Real.Count) : sum;
        })
        .Aggregate((left, right) => left.Plus(right));

    private sealed record Round(TrainingObjective Objective, long Step, ulong Seed, BatchShare Share, Tensor[] Restored)
    {
        private int _updates;

        /// <summary>The part of a batch in the step.</summary>
        internal double Part => 1.0 / Share.Of;

        /// <summary>Number of the draw for one of this process's batches: each update has one for each batch of the step.</summary>
        internal int Draw(int index) => (_updates * Share.Of) + Share.First + index;

        internal void EndUpdate() => _updates++;
    }
}
