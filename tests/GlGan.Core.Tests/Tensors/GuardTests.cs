using GlGan.Faces;
using GlGan.Foundation;
using GlGan.Generators;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Tests.Tensors;

[Collection("Tensors")]
public sealed class GuardTests : IDisposable
{
    private readonly Tensor _image = zeros(2, 3, 8, 8);

    public void Dispose() => _image.Dispose();

    [Fact]
    public void A_shape_that_fits_passes()
    {
        Assert.Null(Record.Exception(() => TensorGuard.Shape(_image, [2, 3, 8, 8])));
        Assert.Null(Record.Exception(() => TensorGuard.Shape(_image, [TensorGuard.Any, 3, TensorGuard.Any, TensorGuard.Any])));
        Assert.Null(Record.Exception(() => TensorGuard.SameShape(_image, _image)));
    }

    [Theory]
    [InlineData(new long[] { -1, 3, 8 }, "[*, 3, 8]")]
    [InlineData(new long[] { 2, 3, 8, 9 }, "[2, 3, 8, 9]")]
    [InlineData(new long[] { 2, 3, 8, 8, -1 }, "[2, 3, 8, 8, *]")]
    public void A_shape_that_does_not_fit_is_named_with_the_expected_one(long[] expected, string text)
    {
        var image = _image;

        var error = Assert.Throws<ArgumentException>(nameof(image), () => TensorGuard.Shape(image, expected));

        Assert.StartsWith($"Expected shape {text}; got [2, 3, 8, 8].", error.Message);
    }

    [Fact]
    public void Two_shapes_that_differ_are_both_named()
    {
        var image = _image;
        using var other = zeros(2, 3);

        var error = Assert.Throws<ArgumentException>(nameof(image), () => TensorGuard.SameShape(image, other));

        Assert.StartsWith("Expected the shape of 'other', [2, 3]; got [2, 3, 8, 8].", error.Message);
    }

    [Fact]
    public void A_missing_tensor_is_named()
    {
        Tensor missing = null!;

        Assert.Throws<ArgumentNullException>(nameof(missing), () => TensorGuard.Shape(missing, [1]));
        Assert.Throws<ArgumentNullException>(nameof(missing), () => TensorGuard.SameShape(missing, _image));
        Assert.Throws<ArgumentNullException>(nameof(missing), () => TensorGuard.SameShape(_image, missing));
    }

    [Fact]
    public void Options_with_errors_are_refused_with_all_of_them()
    {
        FusionOptions options = new() { Channels = 0, Kind = (RegionFusionKind)9 };

        var error = Assert.Throws<ArgumentException>(nameof(options), () => options.Valid());

        Assert.Contains("FusionOptions is invalid:", error.Message);
        Assert.Contains("- Channels must be 1 to 512; got 0.", error.Message);
        Assert.Contains("- Kind is unknown; got 9.", error.Message);
    }

    [Fact]
    public void Options_without_errors_are_returned()
    {
        FusionOptions? options = new(), missing = null;

        Assert.Same(options, options.Valid());
        Assert.Throws<ArgumentNullException>(nameof(missing), () => missing.Valid());
    }

    [Fact]
    public void Options_that_are_not_given_are_the_default_ones_and_given_ones_are_checked()
    {
        FusionOptions? missing = null, wrong = new() { Channels = 0 };

        Assert.Equal(new FusionOptions(), missing.ValidOrDefault());
        Assert.Throws<ArgumentException>(nameof(wrong), () => wrong.ValidOrDefault());
    }

    [Fact]
    public void A_generator_lists_the_errors_of_all_its_parts()
    {
        GlGanGeneratorOptions options = new()
        {
            ImageSize = 100,
            Template = "none",
            Regions = [new("a.b", 2, 0.5f, RegionAnchor.Nose), new("a.b", 0.5f, 0.5f, RegionAnchor.Nose)],
            Global = new() { BaseChannels = 0, BottleneckBlocks = -1 },
            Local = new() { LocalInputSize = 7 },
            Fusion = new() { Channels = 0 },
        };

        var error = Assert.Throws<ArgumentException>(nameof(options), () => new GlGanGenerator(options));

        Assert.Equal(10, error.Message.Split('\n').Count(line => line.StartsWith("- ")));
        Assert.Contains("ImageSize must be 32 to 1024 and a multiple of 8 (2^depth); got 100.", error.Message);
        Assert.Contains("Regions names 'a.b' more than once.", error.Message);
        Assert.Contains("Local.LocalInputSize must be even and 2 to 1024; got 7.", error.Message);

        options = new() { Local = null! };
        Assert.Contains("- Local must be given.", Assert.Throws<ArgumentException>(nameof(options), () => new GlGanGenerator(options)).Message);
    }
}
