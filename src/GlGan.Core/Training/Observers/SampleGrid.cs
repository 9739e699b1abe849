using GlGan.Batches;
using GlGan.Generators;
using GlGan.Imaging;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Training;

/// <summary>Draws what a generator makes of a fixed batch. One row per face: input, local images on the canvas, output, target.</summary>
public static class SampleGrid
{
    /// <summary>Number of columns.</summary>
    public const int Columns = 4;

    /// <summary>Runs the generator and draws the grid.</summary>
    /// <param name="generator">A generator in evaluation mode.</param>
    /// <param name="batch">The faces, on the generator's device; borrowed.</param>
    public static ImageBuffer Draw(FaceGenerator generator, TrainingBatch batch)
    {
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(batch);
        using var scope = new TensorScope();
        using var gradient = no_grad();
        using var output = generator.call(batch.Input);
        var columns = ((Tensor[])[batch.Input.Global, output.LocalCanvas, output.Image, batch.Target]).Select(TensorImages.ToImages).ToArray();
        return ImageGrid.Compose([.. Enumerable.Range(0, (int)batch.Input.Count).SelectMany(row => columns.Select(column => column[row]))], Columns);
    }
}
