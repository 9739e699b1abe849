namespace GlGan.Editing;

/// <summary>
/// Takes corrections from a coarse grid to the fine one and residuals the other way, bilinearly: the two are each other's transposes. A sample at an odd
/// place lies a quarter of a coarse step after its own point, one at an even place before it; beyond the ends, the last point stands in.
/// </summary>
internal static class PoissonTransfer
{
    private const float Near = 0.75f, Far = 0.25f;

    /// <summary>Adds a correction to the active points of the fine grid.</summary>
    internal static void Prolong(PoissonLevel coarse, ReadOnlySpan<float> correction, PoissonLevel fine, Span<float> u)
    {
        var blended = new float[coarse.Width];
        for (var y = 0; y < fine.Height; y++)
        {
            var near = correction.Slice(coarse.Start(y / 2), coarse.Width);
            var far = correction.Slice(coarse.Start(Other(y, coarse.Height)), coarse.Width);
            for (var x = 0; x < blended.Length; x++) blended[x] = Near * near[x] + Far * far[x];
            var row = u.Slice(fine.Start(y), fine.Width);
            var active = fine.ActiveRow(y);
            for (var x = 0; x < row.Length; x++)
                if (active[x] > 0) row[x] += Near * blended[x / 2] + Far * blended[Other(x, blended.Length)];
        }
    }

    /// <summary>Gathers a residual that is 0 at inactive points.</summary>
    internal static void Restrict(PoissonLevel fine, ReadOnlySpan<float> residual, PoissonLevel coarse, Span<float> f)
    {
        f.Clear();
        var narrow = new float[coarse.Width];
        for (var y = 0; y < fine.Height; y++)
        {
            Array.Clear(narrow);
            var row = residual.Slice(fine.Start(y), fine.Width);
            for (var x = 0; x < row.Length; x++)
            {
                narrow[x / 2] += Near * row[x];
                narrow[Other(x, narrow.Length)] += Far * row[x];
            }

            var near = f.Slice(coarse.Start(y / 2), coarse.Width);
            var far = f.Slice(coarse.Start(Other(y, coarse.Height)), coarse.Width);
            for (var x = 0; x < narrow.Length; x++)
            {
                near[x] += Near * narrow[x];
                far[x] += Far * narrow[x];
            }
        }
    }

    private static int Other(int index, int length) => Math.Clamp(index % 2 == 0 ? index / 2 - 1 : index / 2 + 1, 0, length - 1);
}
