using GlGan.Losses;
using GlGan.Tensors;
using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Tests.Training;

/// <summary>Penalties with intervals, on a discriminator of one weight, where every update can be reckoned by hand.</summary>
[Collection("Tensors")]
public sealed class LazyPenaltyTests : IDisposable
{
    private const int Steps = 18;
    private const double Rate = 0.01;
    private const double Beta1 = 0.5;
    private const double Beta2 = 0.99;

    private readonly TrainingRig _rig = new();
    private readonly OneWeightCritic _critic = new();

    public void Dispose()
    {
        _critic.Dispose();
        _rig.Dispose();
    }

    [Fact]
    public void A_penalty_runs_on_the_steps_that_its_own_interval_divides()
    {
        Pull often = new(4, 1), seldom = new(16, 1), always = new(1, 1);

        Train([seldom, always, often]);

        Assert.Equal([0, 4, 8, 12, 16], often.Steps);
        Assert.Equal([0, 16], seldom.Steps);
        Assert.Equal(Enumerable.Range(0, Steps).Select(step => (long)step), always.Steps);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1, 1)]
    [InlineData(1, 4)]
    [InlineData(1, 3, 3)]
    [InlineData(1, 4, 16)]
    [InlineData(1, 16, 4)]
    [InlineData(2, 5, 1, 2, 5)]
    public void Each_interval_has_an_update_of_its_own_as_strong_as_it_is_long_and_the_pace_is_kept(int accumulation, params int[] intervals)
    {
        // The game pulls the weight down with 1, the penalties with 0.5, -0.8, 1.1 and -1.4.
        Pull[] penalties = [.. intervals.Select((interval, i) => new Pull(interval, i % 2 == 0 ? 0.5 + 0.3 * i : -0.5 - 0.3 * i))];
        var lazy = penalties.Where(penalty => penalty.Interval > 1).GroupBy(penalty => penalty.Interval, penalty => penalty.Slope).OrderBy(group => group.Key).ToArray();
        var always = 1 + penalties.Where(penalty => penalty.Interval == 1).Sum(penalty => penalty.Slope);
        var gradients = Enumerable.Range(0, Steps).SelectMany(step => lazy.Where(group => step % group.Key == 0).Select(group => group.Key * group.Sum()).Prepend(always));

        Train(penalties, accumulation);

        Assert.Equal(ByHand(gradients, share: 1 / (1 + lazy.Sum(group => 1.0 / group.Key))), _critic.Weight.item<float>(), 2e-6);
    }

    private void Train(Pull[] penalties, int accumulation = 1)
    {
        var recipe = new TrainingRecipe
        {
            Objective = new() { Adversarial = new Fall(), Penalties = penalties, Terms = [] },
            Phases = [new("discriminators", TrainedNetworks.Discriminators, Steps * accumulation)],
            Accumulation = accumulation,
            DiscriminatorLearningRate = Rate,
            Beta1 = Beta1,
            Beta2 = Beta2,
            Schedule = new ConstantSchedule(),
        };
        using var trainer = new GanTrainer(_rig.Generator, [_critic], recipe);
        trainer.Train(new RandomBatches(TrainingRig.Options), TestContext.Current.CancellationToken);
    }

    /// <summary>Where Adam takes a weight of 1, whose rate and decays are those of so large a share of its updates.</summary>
    private static double ByHand(IEnumerable<double> gradients, double share)
    {
        var (rate, beta1, beta2) = (Rate * share, Math.Pow(Beta1, share), Math.Pow(Beta2, share));
        var (weight, mean, square, steps) = (1.0, 0.0, 0.0, 0);
        foreach (var gradient in gradients)
        {
            steps++;
            mean = beta1 * mean + (1 - beta1) * gradient;
            square = beta2 * square + (1 - beta2) * gradient * gradient;
            weight -= rate * mean / (1 - Math.Pow(beta1, steps)) / Math.Sqrt(square / (1 - Math.Pow(beta2, steps)));
        }

        return weight;
    }

    /// <summary>A game in which the discriminator's weight has the gradient 1.</summary>
    private sealed class Fall : IAdversarialLoss
    {
        public int Outputs => 1;

        public Tensor Discriminator(Tensor real, Tensor fake) => real.mean();

        public Tensor Generator(Tensor real, Tensor fake) => fake.mean();
    }

    /// <summary>A penalty whose gradient by the weight is a constant.</summary>
    private sealed class Pull(int interval, double slope) : IDiscriminatorPenalty
    {
        public string Name => $"pull_{interval}";

        public int Interval => interval;

        internal double Slope => slope;

        internal List<long> Steps { get; } = [];

        public Tensor Compute(DiscriminatorPenaltyContext context)
        {
            Steps.Add(context.Step);
            return ((OneWeightCritic)context.Discriminator).Weight.sum().Times(slope);
        }
    }
}
