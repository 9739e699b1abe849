using GlGan.Discriminators;
using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Tests.Training;

[Collection("Tensors")]
public sealed class ImagePoolTests : IDisposable
{
    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void The_first_images_fill_the_pool_and_pass()
    {
        using var pool = new ImagePool(5);

        TensorAssert.Same(Numbered(0, 3).Image, pool.Exchange(Numbered(0, 3), 0).Image);
        Assert.Equal(3, pool.Count);
        TensorAssert.Same(Numbered(3, 2).Image, pool.Exchange(Numbered(3, 2), 1).Image);
        Assert.Equal(5, pool.Count);
        TensorAssert.Same(Numbered(0, 5).Image, pool.State["image"]);
    }

    [Fact]
    public void Then_an_image_is_swapped_for_a_random_older_one_with_probability_one_half()
    {
        const int Size = 10, Steps = 4000;
        using var pool = new ImagePool(Size, seed: 7);
        pool.Exchange(Numbered(0, Size), 0);
        var stored = Enumerable.Range(0, Size).ToList();
        var (swaps, places) = (0, new int[Size]);

        for (var step = 1; step <= Steps; step++)
        {
            var number = Size + step;
            using var inner = NewDisposeScope();
            var shown = (int)pool.Exchange(Numbered(number, 1), step).Image[0, 0, 0, 0].item<float>();
            if (shown == number) continue;
            var place = stored.IndexOf(shown);
            Assert.True(place >= 0, $"{shown} was not in the pool.");
            stored[place] = number;
            swaps++;
            places[place]++;
        }

        // Within four standard deviations.
        Assert.InRange(swaps, 0.5 * Steps - 2 * Math.Sqrt(Steps), 0.5 * Steps + 2 * Math.Sqrt(Steps));
        Assert.All(places, count => Assert.InRange(count, 140, 260));
        Assert.Equal(stored.Select(number => (float)number), pool.State["image"][.., 0, 0, 0].data<float>().ToArray());
    }

    [Fact]
    public void Images_of_one_batch_go_one_after_the_other()
    {
        using var pool = new ImagePool(1, seed: 3);
        pool.Exchange(Numbered(0, 1), 0);

        var shown = pool.Exchange(Numbered(1, 64), 1).Image[.., 0, 0, 0].data<float>().ToArray();

        // With one place, an image that is swapped shows the last that was swapped before.
        var (stored, swaps) = (0, 0);
        for (var i = 0; i < shown.Length; i++)
        {
            if (shown[i] == i + 1) continue;
            Assert.Equal(stored, shown[i]);
            (stored, swaps) = (i + 1, swaps + 1);
        }

        Assert.InRange(swaps, 16, 48);
        Assert.Equal(stored, pool.State["image"][0, 0, 0, 0].item<float>());
    }

    [Fact]
    public void Condition_and_region_centres_stay_with_their_image()
    {
        using var pool = new ImagePool(4);
        for (var step = 0; step < 20; step++)
        {
            var shown = pool.Exchange(Numbered(10 * step, 3), step);

            TensorAssert.Same(shown.Image.neg(), shown.Condition!);
            TensorAssert.Same(shown.Image[.., 0, 0, ..2], shown.Placement!["nose"]);
        }

        Assert.Equal(["condition", "image", "placement.nose"], pool.State.Keys.Order());
    }

    [Fact]
    public void What_comes_out_has_no_gradient_and_is_no_view_of_the_batch()
    {
        using var pool = new ImagePool();
        var images = Numbered(0, 2).Image.requires_grad_(true);

        var shown = pool.Exchange(new(images), 0);
        using (no_grad()) images.fill_(9);

        Assert.False(shown.Image.requires_grad);
        TensorAssert.Same(Numbered(0, 2).Image, shown.Image);
        TensorAssert.Same(Numbered(0, 2).Image, pool.State["image"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void A_restored_pool_continues_bit_by_bit(int before)
    {
        using var pool = new ImagePool(6, seed: 5);
        for (var step = 0; step < before; step++) pool.Exchange(Numbered(10 * step, 4), step);
        using var resumed = new ImagePool(6, seed: 5);
        resumed.Restore(pool.State);

        for (var step = before; step < before + 10; step++)
        {
            var (expected, actual) = (pool.Exchange(Numbered(10 * step, 4), step), resumed.Exchange(Numbered(10 * step, 4), step));
            TensorAssert.Same(expected.Image, actual.Image);
            TensorAssert.Same(expected.Condition!, actual.Condition!);
            TensorAssert.Same(expected.Placement!["nose"], actual.Placement!["nose"]);
        }

        foreach (var (name, tensor) in pool.State) TensorAssert.Same(tensor, resumed.State[name]);
    }

    [Fact]
    public void Seeds_and_steps_choose_differently()
    {
        var shown = new[] { (1ul, 1L), (2ul, 1L), (1ul, 2L) }.Select(draw =>
        {
            using var pool = new ImagePool(8, draw.Item1);
            pool.Exchange(Numbered(0, 8), 0);
            return string.Join(' ', pool.Exchange(Numbered(8, 32), draw.Item2).Image[.., 0, 0, 0].data<float>());
        });

        Assert.Equal(3, shown.Distinct().Count());
    }

    [Fact]
    public void Nothing_but_the_pool_and_the_result_stays_alive()
    {
        var fakes = Numbered(0, 3);
        var pool = new ImagePool(4);
        pool.Exchange(fakes, 0).Drop();
        var before = LiveTensors.Settled();

        for (var step = 1; step < 5; step++) pool.Exchange(fakes, step).Drop();
        pool.Restore(pool.State);
        Assert.Equal(4, pool.Count);
        Assert.Equal(before, LiveTensors.Now());

        pool.Dispose();
        Assert.Equal(before - 3, LiveTensors.Now());
        Assert.Equal(0, pool.Count);
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        Assert.Throws<ArgumentOutOfRangeException>("size", () => new ImagePool(0));
        using var pool = new ImagePool(2);
        pool.Exchange(Numbered(0, 1), 0);

        Assert.Contains("'condition'", Assert.Throws<ArgumentException>("fakes", () => pool.Exchange(new(Numbered(0, 1).Image), 1)).Message);
        Assert.Contains("'image'", Assert.Throws<ArgumentException>("fakes", () => pool.Exchange(new(zeros(1, 3, 2, 2)), 1)).Message);
        Assert.Throws<ArgumentException>("state", () => pool.Restore(new Dictionary<string, Tensor> { ["image"] = zeros(3, 3, 4, 4) }));
        Assert.Throws<ArgumentException>("state", () => pool.Restore(new Dictionary<string, Tensor> { ["condition"] = zeros(1, 3, 4, 4) }));
        Assert.Throws<ArgumentException>(
            "state", () => pool.Restore(new Dictionary<string, Tensor> { ["image"] = zeros(2, 3, 4, 4), ["condition"] = zeros(1, 3, 4, 4) }));
        Assert.Equal(1, pool.Count);
    }

    private static DiscriminatorInput Numbered(int first, int count)
    {
        var images = arange(first, first + count, ScalarType.Float32).view(-1, 1, 1, 1).expand(count, 3, 4, 4).clone();
        return new(images, images.neg(), new Dictionary<string, Tensor> { ["nose"] = images[.., 0, 0, ..2].clone() });
    }
}
