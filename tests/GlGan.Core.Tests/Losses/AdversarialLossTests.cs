using GlGan.Losses;
using static TorchSharp.torch;

namespace GlGan.Tests.Losses;

[Collection("Tensors")]
public sealed class AdversarialLossTests : IDisposable
{
    private readonly IDisposable _scope = NewDisposeScope();

    public static TheoryData<string> OneLogit => AdversarialLosses.Except(typeof(TwoClassCrossEntropyLoss));

    // The other two are in LossValueTests.
    public static TheoryData<string> Golden => AdversarialLosses.Except(typeof(TwoClassCrossEntropyLoss), typeof(LeastSquaresLoss));

    public void Dispose() => _scope.Dispose();

    [Theory, MemberData(nameof(Golden))]
    public void A_loss_equals_PyTorchs(string name)
    {
        using var golden = new GoldenFile("adversarial");
        var loss = AdversarialLosses.Named(name);

        TensorAssert.Close(golden[$"{name}.d"], loss.Discriminator(golden["real"], golden["fake"]), 2e-6);
        TensorAssert.Close(golden[$"{name}.g"], loss.Generator(golden["real"], golden["fake"]), 2e-6);
    }

    [Theory]
    [InlineData(nameof(LabelDistanceLoss), 1, -1, 0.268941421, 0.731058579)]
    [InlineData(nameof(LabelDistanceLoss), -1, 1, 0.731058579, 0.268941421)]
    [InlineData(nameof(VanillaLoss), 0, 0, 1.386294361, 0.693147181)]
    [InlineData(nameof(VanillaLoss), 1, -1, 0.726523376, 1.213261688)]
    [InlineData(nameof(NonSaturatingLoss), 0, 0, 1.386294361, 0.693147181)]
    [InlineData(nameof(NonSaturatingLoss), 1, -1, 0.626523375, 1.313261688)]
    [InlineData(nameof(HingeLoss), 0.25, -0.5, 1.25, 0.5)]
    [InlineData(nameof(HingeLoss), 3, -3, 0, 3)]
    [InlineData(nameof(HingeLoss), -1, 2, 5, -2)]
    [InlineData(nameof(WassersteinLoss), 3, -2, -5, 2)]
    [InlineData(nameof(RelativisticLoss), 5, 5, 0.693147181, 0.693147181)]
    [InlineData(nameof(RelativisticLoss), 5, 4, 0.313261688, 1.313261688)]
    public void A_loss_of_constant_logits_is_its_formula(string name, double real, double fake, double discriminator, double generator)
    {
        var (loss, reals, fakes) = (AdversarialLosses.Named(name), full([2, 1, 3, 2], real), full([2, 1, 3, 2], fake));

        Assert.Equal(discriminator, loss.Discriminator(reals, fakes).item<float>(), 1e-6);
        Assert.Equal(generator, loss.Generator(reals, fakes).item<float>(), 1e-6);
    }

    [Fact]
    public void Vanilla_without_smoothing_is_the_non_saturating_loss()
    {
        Tensor real = randn(2, 1, 3, 3), fake = randn(2, 1, 3, 3);
        IAdversarialLoss vanilla = new VanillaLoss(1), logistic = new NonSaturatingLoss();

        TensorAssert.Close(logistic.Discriminator(real, fake), vanilla.Discriminator(real, fake), 1e-7);
        TensorAssert.Close(logistic.Generator(real, fake), vanilla.Generator(real, fake), 1e-7);
    }

    [Fact]
    public void Smoothing_is_one_sided()
    {
        // The best answer to a smoothed real is its log-odds, ln 9; the best answer to a fake stays minus infinity.
        var loss = new VanillaLoss();
        Tensor real = full([1, 1, 1, 1], Math.Log(9)).requires_grad_(true), fake = full([1, 1, 1, 1], -10.0).requires_grad_(true);

        loss.Discriminator(real, fake).backward();

        Assert.Equal(0, real.grad!.item<float>(), 1e-6);
        Assert.True(fake.grad!.item<float>() > 0);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void A_label_of_a_real_that_is_none_is_refused(double label) =>
        Assert.Contains("(0.5, 1]", Assert.Throws<ArgumentOutOfRangeException>("realLabel", () => new VanillaLoss(label)).Message);

    [Theory, MemberData(nameof(OneLogit))]
    public void Certain_logits_give_finite_losses_and_gradients(string name)
    {
        foreach (var sign in (int[])[-1, 1])
        {
            Tensor real = full([1, 1, 2, 2], sign * 1e4f).requires_grad_(true), fake = full([1, 1, 2, 2], sign * -1e4f).requires_grad_(true);
            var total = AdversarialLosses.Named(name).Discriminator(real, fake) + AdversarialLosses.Named(name).Generator(real, fake);

            total.backward();

            Assert.All((Tensor[])[total, real.grad!, fake.grad!], value => Assert.True(TensorAssert.IsFinite(value), $"{name}, sign {sign}"));
        }
    }

    [Theory, MemberData(nameof(OneLogit))]
    public void Wrong_shapes_are_named(string name)
    {
        var loss = AdversarialLosses.Named(name);
        Tensor one = zeros(1, 1, 3, 3), two = zeros(1, 2, 3, 3);

        Assert.Contains("got [1, 2, 3, 3]", Assert.Throws<ArgumentException>("real", () => loss.Discriminator(two, one)).Message);
        Assert.Contains("got [1, 1, 1, 1]", Assert.Throws<ArgumentException>("fake", () => loss.Discriminator(one, zeros(1, 1, 1, 1))).Message);
        Assert.Contains("got [1, 2, 3, 3]", Assert.Throws<ArgumentException>("fake", () => loss.Generator(one, two)).Message);
    }
}
