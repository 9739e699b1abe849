using GlGan.Foundation;

namespace GlGan.Editing;

/// <summary>Work on the rows of an image, on all processors. How rows are cut into bands never depends on the machine, so neither does the result.</summary>
internal static class RowBands
{
    /// <summary>Does something for bands of <paramref name="rows"/> rows: from the first of them to the one after the last.</summary>
    internal static void For(int height, int rows, Action<int, int> body) => ParallelWork.For(
        (height + rows - 1) / rows, Environment.ProcessorCount, band => body(band * rows, Math.Min(height, (band + 1) * rows)), CancellationToken.None);
}
