using GlGan.Layers;
using static TorchSharp.torch;

namespace GlGan.Tests.Layers;

[Collection("Tensors")]
public sealed class RegionCanvasTests : IDisposable
{
    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void A_box_at_an_aligned_centre_lands_exactly_on_its_pixels()
    {
        var box = Random(1, 2, 4, 6);

        // Four rows centred on 7.5 are rows 6 to 9; six columns centred on 8.5 are columns 6 to 11.
        var canvas = RegionCanvas.Place(box, tensor(new[,] { { 8.5f, 7.5f } }), 16);

        Assert.Equal([1, 2, 16, 16], canvas.shape);
        TensorAssert.Same(box, canvas[.., .., 6..10, 6..12].contiguous());
    }

    [Fact]
    public void Outside_its_box_the_canvas_repeats_the_nearest_pixel()
    {
        var box = Random(1, 1, 2, 2);

        var canvas = RegionCanvas.Place(box, tensor(new[,] { { 3.5f, 3.5f } }), 8);

        TensorAssert.Close(box[0, 0, 0, 0], canvas[0, 0, 0, 0], 0);
        TensorAssert.Close(box[0, 0, 1, 0], canvas[0, 0, 7, 2], 0);
        TensorAssert.Close(box[0, 0, 1, 1], canvas[0, 0, 5, 7], 0);
    }

    [Fact]
    public void Half_a_pixel_of_shift_averages_neighbours()
    {
        var box = Random(1, 1, 4, 4);

        var canvas = RegionCanvas.Place(box, tensor(new[,] { { 8.0f, 7.5f } }), 16);

        TensorAssert.Close((box[.., .., .., 0..3] + box[.., .., .., 1..4]) / 2, canvas[.., .., 6..10, 7..10], 1e-6);
    }

    // bfloat16 tells only every second pixel apart beyond 256, and no quarters of one beyond 64.
    [Fact]
    public void Boxes_of_bfloat16_lie_where_those_of_float32_do()
    {
        var (box, centers) = (Random(1, 2, 4, 6), tensor(new[,] { { 301.25f, 100.75f } }));
        var rounded = box.to(ScalarType.BFloat16);

        TensorAssert.Close(RegionCanvas.Place(rounded.to(ScalarType.Float32), centers, 512), RegionCanvas.Place(rounded, centers, 512).to(ScalarType.Float32), 0.02);
        TensorAssert.Close(RegionCanvas.Mask(centers, 4, 6, 512, ScalarType.Float32), RegionCanvas.Mask(centers, 4, 6, 512, ScalarType.BFloat16).to(ScalarType.Float32), 0.004);
    }

    [Theory]
    [InlineData(8.5f, 7.5f)]
    [InlineData(5.5f, 9.5f)]
    public void Cropping_what_was_placed_gives_it_back(float x, float y)
    {
        var box = Random(2, 3, 4, 6);
        var centers = tensor(new[,] { { x, y }, { 10.5f, 5.5f } });

        var crop = RegionCanvas.Crop(RegionCanvas.Place(box, centers, 16), centers, 4, 6);

        TensorAssert.Close(box, crop, 1e-6);
    }

    [Fact]
    public void Cropping_at_a_fraction_of_a_pixel_interpolates_linearly()
    {
        var ramp = arange(16, ScalarType.Float32).expand(1, 1, 16, 16);

        var crop = RegionCanvas.Crop(ramp, tensor(new[,] { { 7.25f, 7.5f } }), 2, 4);

        TensorAssert.Close(tensor(new[] { 5.75f, 6.75f, 7.75f, 8.75f }).expand(1, 1, 2, 4), crop, 1e-5);
    }

    [Fact]
    public void Cropping_beyond_the_border_repeats_the_outermost_pixels()
    {
        var image = Random(1, 1, 8, 8);

        var crop = RegionCanvas.Crop(image, tensor(new[,] { { -0.5f, 7.5f } }), 4, 4);

        // Rows 6, 7, 8, 9 and columns -2, -1, 0, 1 of an image whose rows and columns are 0 to 7.
        foreach (var (row, sourceRow) in ((int, int)[])[(0, 6), (1, 7), (2, 7), (3, 7)])
            foreach (var (column, sourceColumn) in ((int, int)[])[(0, 0), (1, 0), (2, 0), (3, 1)])
                Assert.Equal(image[0, 0, sourceRow, sourceColumn].item<float>(), crop[0, 0, row, column].item<float>());
    }

    [Fact]
    public void The_mask_is_one_in_the_middle_zero_outside_and_falls_over_an_eighth_of_each_side()
    {
        var mask = RegionCanvas.Mask(tensor(new[,] { { 31.5f, 31.5f } }), 16, 40, 64, ScalarType.Float64);

        Assert.Equal([1, 1, 64, 64], mask.shape);
        Assert.Equal(0, mask.min().item<double>());
        Assert.Equal(1, mask.max().item<double>());

        // 40 columns: 12 to 51, five of them falling on each side by sixths. 16 rows: 24 to 39, two falling by thirds.
        var row = mask[0, 0, 31].data<double>().ToArray();
        double[] rise = [0, 1 / 6d, 2 / 6d, 3 / 6d, 4 / 6d, 5 / 6d, 1];
        for (var i = 0; i < rise.Length; i++) Assert.Equal(rise[i], row[11 + i], 1e-12);
        var column = mask[0, 0, .., 31].contiguous().data<double>().ToArray();
        Assert.Equal(0, column[23]);
        Assert.Equal(1 / 3d, column[24], 1e-12);
        Assert.Equal(1, column[26], 1e-12);
        Assert.Equal(1 / 3d * rise[1], mask[0, 0, 24, 12].item<double>(), 1e-12);
        TensorAssert.Close(mask, mask.flip(2), 1e-12);
        TensorAssert.Close(mask, mask.flip(3), 1e-12);
    }

    [Fact]
    public void Each_image_of_a_batch_has_its_own_place()
    {
        var masks = RegionCanvas.Mask(tensor(new[,] { { 3.5f, 3.5f }, { 11.5f, 3.5f } }), 8, 8, 16, ScalarType.Float32);

        TensorAssert.Close(masks[0].roll(8, 2), masks[1], 1e-6);
        Assert.Equal(1, masks[1, 0, 3, 11].item<float>());
        Assert.Equal(0, masks[0, 0, 3, 11].item<float>());
    }

    [Fact]
    public void Gradients_of_placing_and_cropping_equal_central_differences()
    {
        var boxes = Random(2, 2, 3, 4).to(ScalarType.Float64).requires_grad_(true);
        var canvas = Random(2, 2, 8, 8).to(ScalarType.Float64).requires_grad_(true);
        var centers = tensor(new[,] { { 3.3, 4.1 }, { -0.6, 6.9 } });

        GradientCheck.Run(() => GradientCheck.Scalarize([RegionCanvas.Place(boxes, centers, 8)]), [("boxes", boxes)], samples: 48);
        GradientCheck.Run(() => GradientCheck.Scalarize([RegionCanvas.Crop(canvas, centers, 3, 4)]), [("canvas", canvas)], samples: 64);
    }

    [Fact]
    public void Nothing_but_the_result_stays_alive()
    {
        var boxes = Random(1, 1, 4, 4);
        var centers = zeros(1, 2);
        var before = LiveTensors.Settled();

        RegionCanvas.Place(boxes, centers, 8).Dispose();
        RegionCanvas.Crop(boxes, centers, 2, 2).Dispose();
        RegionCanvas.Mask(centers, 4, 4, 8, ScalarType.Float32).Dispose();

        Assert.Equal(before, LiveTensors.Now());
    }

    [Fact]
    public void Wrong_shapes_are_named()
    {
        var boxes = zeros(2, 3, 4, 4);

        Assert.Contains("[2, 2]; got [1, 2]", Assert.Throws<ArgumentException>("centers", () => RegionCanvas.Place(boxes, zeros(1, 2), 8)).Message);
        Assert.Contains("[2, 2]; got [2, 3]", Assert.Throws<ArgumentException>("centers", () => RegionCanvas.Crop(boxes, zeros(2, 3), 2, 2)).Message);
        Assert.Contains("[*, *, *, *]; got [4, 4]", Assert.Throws<ArgumentException>("boxes", () => RegionCanvas.Place(zeros(4, 4), zeros(1, 2), 8)).Message);
        Assert.Contains("[*, *, *, *]; got [4, 4]", Assert.Throws<ArgumentException>("canvas", () => RegionCanvas.Crop(zeros(4, 4), zeros(1, 2), 2, 2)).Message);
        Assert.Contains("[*, 2]; got [2]", Assert.Throws<ArgumentException>("centers", () => RegionCanvas.Mask(zeros(2), 2, 2, 8, ScalarType.Float32)).Message);
    }

    private static Tensor Random(params long[] shape)
    {
        using var random = TestDevice.Random(3);
        return randn(shape, generator: random);
    }
}
