using GlGan.Imaging;

namespace GlGan.Tests.Imaging;

public sealed class ImageBufferPoolTests
{
    [Fact]
    public void Only_an_image_of_exactly_that_size_comes_back()
    {
        var pool = new ImageBufferPool();
        var image = pool.Rent(4, 3);
        pool.Return(image);

        Assert.NotSame(image, pool.Rent(3, 4));
        Assert.Same(image, pool.Rent(4, 3));
        Assert.NotSame(image, pool.Rent(4, 3));
    }

    [Fact]
    public void Beyond_the_bound_the_oldest_images_are_let_go()
    {
        var pool = new ImageBufferPool(maxBytes: 2 * 3 * 10 * 10);
        var images = Enumerable.Range(0, 3).Select(_ => pool.Rent(10, 10)).ToArray();
        foreach (var image in images) pool.Return(image);

        Assert.Same(images[2], pool.Rent(10, 10));
        Assert.Same(images[1], pool.Rent(10, 10));
        Assert.NotSame(images[0], pool.Rent(10, 10));
    }

    [Fact]
    public void An_image_larger_than_the_bound_is_not_kept()
    {
        var pool = new ImageBufferPool(maxBytes: 100);
        var image = pool.Rent(10, 10);
        pool.Return(image);

        Assert.NotSame(image, pool.Rent(10, 10));
    }

    [Fact]
    public void An_image_is_returned_once()
    {
        var pool = new ImageBufferPool();
        var image = pool.Rent(2, 2);
        pool.Return(image);

        Assert.Throws<ArgumentException>(() => pool.Return(image));
    }

    [Fact]
    public void Images_of_others_are_not_taken()
    {
        var pool = new ImageBufferPool();
        var (own, foreign) = (new ImageBuffer(2, 2), new ImageBufferPool().Rent(2, 2));
        foreach (var image in (ImageBuffer[])[own, foreign, own, foreign]) pool.Return(image);

        var rented = pool.Rent(2, 2);
        Assert.NotSame(own, rented);
        Assert.NotSame(foreign, rented);
    }

    [Fact]
    public void No_image_is_lent_twice_at_a_time()
    {
        var pool = new ImageBufferPool();
        Parallel.For(0, 8, worker =>
        {
            for (var round = 0; round < 2000; round++)
            {
                var image = pool.Rent(8, 8 + round % 2);
                image.Pixels.AsSpan().Fill((byte)worker);
                Assert.All(image.Pixels, value => Assert.Equal(worker, value));
                pool.Return(image);
            }
        });
    }

    [Theory]
    [InlineData("codec/420.jpg")]
    [InlineData("codec/444.jpg")]
    [InlineData("codec/orientation_6.jpg")]
    [InlineData("picture.png")]
    public void A_codec_with_a_pool_decodes_without_new_pixels(string name)
    {
        var pool = new ImageBufferPool();
        var codec = new SkiaImageCodec(null, pool);
        var encoded = File.ReadAllBytes(FixtureImages.PathOf(name));
        var expected = SkiaImageCodec.Default.Decode(encoded);
        for (var warm = 0; warm < 3; warm++) pool.Return(codec.Decode(encoded));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var image = codec.Decode(encoded);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, image.Pixels.Length / 2);
        Assert.Equal(expected.Pixels, image.Pixels);
    }
}
