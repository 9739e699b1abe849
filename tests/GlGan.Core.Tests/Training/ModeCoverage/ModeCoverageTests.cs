using GlGan.Losses;
using GlGan.Tests.Losses;
using GlGan.Training;

namespace GlGan.Tests.Training;

/// <summary>
/// Whether the game between the networks is played right: a perceptron trained by the trainer must find every mode of a mixture. The explicit tests
/// are the whole study: <c>dotnet run --project tests/GlGan.Core.Tests -- -explicit only -class "*ModeCoverageTests"</c>.
/// </summary>
[Collection("Tensors")]
public sealed class ModeCoverageTests
{
    private const int Batch = 256;

    [Fact]
    public void The_non_saturating_game_with_R1_covers_the_grid() =>
        Covers(GaussianMixture.Grid(Batch, seed: 1), new NonSaturatingLoss(), [new R1Penalty(0.02, 1)], steps: 6000);

    [Fact(Explicit = true)]
    public void The_relativistic_game_with_R1_and_R2_covers_the_grid() =>
        Covers(GaussianMixture.Grid(Batch, seed: 1), new RelativisticLoss(), [new R1Penalty(0.02, 1), new R2Penalty(0.02, 1)], steps: 6000);

    public static TheoryData<string> Others => AdversarialLosses.Except(typeof(NonSaturatingLoss), typeof(RelativisticLoss));

    [Theory(Explicit = true)]
    [MemberData(nameof(Others))]
    public void Every_other_game_covers_the_ring(string name)
    {
        var adversarial = AdversarialLosses.Named(name);
        Covers(GaussianMixture.Ring(Batch, seed: 1), adversarial, adversarial is WassersteinLoss ? [new GradientPenalty(0.1)] : [new R1Penalty(0.02, 1)], steps: 4000);
    }

    private static void Covers(GaussianMixture mixture, IAdversarialLoss adversarial, IReadOnlyList<IDiscriminatorPenalty> penalties, int steps)
    {
        var objective = new TrainingObjective { Adversarial = adversarial, Penalties = penalties, Terms = [] };
        using var generator = new MlpGenerator(seed: 1);
        using var discriminator = new MlpDiscriminator(objective.Adversarial.Outputs, seed: 2);
        using var trainer = new GanTrainer(generator, [discriminator], new()
        {
            Objective = objective,
            Phases = [new("joint", TrainedNetworks.All, (long)steps * Batch)],
            GeneratorLearningRate = 1e-3,
            DiscriminatorLearningRate = 1e-3,
            Beta1 = 0,
            Beta2 = 0.99,
            AverageHalfLifeImages = 20 * Batch,
            TickImages = 500 * Batch,
        });

        trainer.Train(mixture, TestContext.Current.CancellationToken);

        var (covered, highQuality) = mixture.Score(trainer.Average);
        TestContext.Current.SendDiagnosticMessage($"{objective.Adversarial.GetType().Name}: {covered} of {mixture.Modes} modes, {highQuality:P1} of the points of high quality");
        Assert.Equal(mixture.Modes, covered);
        Assert.InRange(highQuality, 0.8, 1);
    }
}
