using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GlGan.Editing;

/// <summary>
/// The discrete Poisson equation on one grid of a multigrid hierarchy: (A u)(p) = diagonal(p) · u(p) − the sum of u over the four neighbours, at active
/// points. Planes have rows of <see cref="Stride"/> samples between zeros, so that every point has four neighbours in memory.
/// </summary>
internal sealed class PoissonLevel
{
    private const int Lanes = 8;
    private const float Inactive = -1;

    private readonly float[] _diagonal;
    private readonly float[] _inverse;

    private PoissonLevel(int width, int height)
    {
        (Width, Height) = (width, height);
        Stride = (width + Lanes) / Lanes * Lanes;
        PlaneLength = (height + 2) * Stride + Lanes;
        _diagonal = new float[PlaneLength];
        _inverse = new float[PlaneLength];
    }

    internal int Width { get; }

    internal int Height { get; }

    internal int Stride { get; }

    /// <summary>Samples of a plane, zeros included.</summary>
    internal int PlaneLength { get; }

    /// <summary>Index of the first sample of a row.</summary>
    internal int Start(int y) => (y + 1) * Stride;

    /// <summary>Positive at the active points of a row.</summary>
    internal ReadOnlySpan<float> ActiveRow(int y) => _diagonal.AsSpan(Start(y), Width);

    private int End => Start(Height);

    /// <summary>The equation of a domain, and ever coarser ones for its corrections.</summary>
    internal static PoissonLevel[] Hierarchy(PoissonDomain domain)
    {
        List<PoissonLevel> levels = [Finest(domain)];
        while (Math.Max(levels[^1].Width, levels[^1].Height) > 1) levels.Add(levels[^1].Coarser());
        return [.. levels];
    }

    private static PoissonLevel Finest(PoissonDomain domain)
    {
        var level = new PoissonLevel(domain.Width, domain.Height);
        for (var y = 0; y < level.Height; y++)
        {
            var vertical = (y > 0 ? 1 : 0) + (y + 1 < level.Height ? 1 : 0);
            for (var x = 0; x < level.Width; x++)
                if (domain.IsUnknown(x, y)) level.Activate(level.Start(y) + x, vertical + (x > 0 ? 1 : 0) + (x + 1 < level.Width ? 1 : 0));
        }

        return level;
    }

    // Points of 2x2 samples, active if one of them is. Neighbours are joined as on the fine grid; what a point loses to known pixels is half of what its
    // samples lose, since there are twice as many along an edge.
    private PoissonLevel Coarser()
    {
        var coarse = new PoissonLevel((Width + 1) / 2, (Height + 1) / 2);
        var losses = new float[coarse.PlaneLength];
        Array.Fill(losses, Inactive);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var at = Start(y) + x;
                if (!IsActive(at)) continue;
                var neighbours = Active(at - 1) + Active(at + 1) + Active(at - Stride) + Active(at + Stride);
                ref var loss = ref losses[coarse.Start(y / 2) + x / 2];
                loss = Math.Max(loss, 0) + (_diagonal[at] - neighbours) / 2;
            }
        }

        for (var y = 0; y < coarse.Height; y++)
        {
            for (var x = 0; x < coarse.Width; x++)
            {
                var at = coarse.Start(y) + x;
                var neighbours = Joined(at - 1) + Joined(at + 1) + Joined(at - coarse.Stride) + Joined(at + coarse.Stride);
                if (losses[at] != Inactive) coarse.Activate(at, losses[at] + neighbours);
            }
        }

        return coarse;

        int Joined(int at) => losses[at] != Inactive ? 1 : 0;
    }

    private void Activate(int at, float diagonal) => (_diagonal[at], _inverse[at]) = (diagonal, diagonal > 0 ? 1 / diagonal : 0);

    private bool IsActive(int at) => _diagonal[at] > 0;

    private int Active(int at) => IsActive(at) ? 1 : 0;

    /// <summary>One step of Jacobi's method from zero: u = weight · f / diagonal.</summary>
    internal void SmoothZero(ReadOnlySpan<float> f, Span<float> u, float weight)
    {
        for (var i = Start(0); i < End; i += Lanes) (weight * Vector256.LoadUnsafe(ref _inverse[i]) * Vector256.Create(f[i..])).CopyTo(u[i..]);
    }

    /// <summary>One step of Jacobi's method: v = u + weight · (f − A u) / diagonal.</summary>
    internal void Smooth(ReadOnlySpan<float> u, ReadOnlySpan<float> f, Span<float> v, float weight)
    {
        ref var from = ref MemoryMarshal.GetReference(u);
        for (var i = Start(0); i < End; i += Lanes)
        {
            var residual = Vector256.Create(f[i..]) - Product(ref from, i);
            (Vector256.LoadUnsafe(ref from, (nuint)i) + weight * Vector256.LoadUnsafe(ref _inverse[i]) * residual).CopyTo(v[i..]);
        }
    }

    /// <summary>r = f − A u at active points, 0 elsewhere.</summary>
    internal void Residual(ReadOnlySpan<float> u, ReadOnlySpan<float> f, Span<float> r)
    {
        ref var from = ref MemoryMarshal.GetReference(u);
        for (var i = Start(0); i < End; i += Lanes) AtActive(Vector256.Create(f[i..]) - Product(ref from, i), i).CopyTo(r[i..]);
    }

    /// <summary>q = A u at active points, 0 elsewhere.</summary>
    /// <returns>u · q.</returns>
    internal double Multiply(ReadOnlySpan<float> u, Span<float> q)
    {
        ref var from = ref MemoryMarshal.GetReference(u);
        var sum = 0d;
        for (var y = 0; y < Height; y++)
        {
            var dot = Vector256<float>.Zero;
            for (var i = Start(y); i < Start(y + 1); i += Lanes)
            {
                var product = AtActive(Product(ref from, i), i);
                product.CopyTo(q[i..]);
                dot += product * Vector256.LoadUnsafe(ref from, (nuint)i);
            }

            sum += Vector256.Sum(dot);
        }

        return sum;
    }

    /// <summary>u · v.</summary>
    internal double Dot(ReadOnlySpan<float> u, ReadOnlySpan<float> v)
    {
        var sum = 0d;
        for (var y = 0; y < Height; y++)
        {
            var dot = Vector256<float>.Zero;
            for (var i = Start(y); i < Start(y + 1); i += Lanes) dot += Vector256.Create(u[i..]) * Vector256.Create(v[i..]);
            sum += Vector256.Sum(dot);
        }

        return sum;
    }

    /// <summary>u = u + scale · v.</summary>
    internal void AddScaled(Span<float> u, ReadOnlySpan<float> v, float scale)
    {
        for (var i = Start(0); i < End; i += Lanes) (Vector256.Create<float>(u[i..]) + scale * Vector256.Create(v[i..])).CopyTo(u[i..]);
    }

    /// <summary>u = v + scale · u.</summary>
    internal void ScaleAndAdd(Span<float> u, ReadOnlySpan<float> v, float scale)
    {
        for (var i = Start(0); i < End; i += Lanes) (Vector256.Create(v[i..]) + scale * Vector256.Create<float>(u[i..])).CopyTo(u[i..]);
    }

    /// <summary>Mean over the active points.</summary>
    internal float Mean(ReadOnlySpan<float> u)
    {
        var (sum, count) = (0d, 0);
        for (var i = Start(0); i < End; i++)
        {
            if (!IsActive(i)) continue;
            sum += u[i];
            count++;
        }

        return count == 0 ? 0 : (float)(sum / count);
    }

    private Vector256<float> Product(ref float u, int i) =>
        Vector256.LoadUnsafe(ref _diagonal[i]) * Vector256.LoadUnsafe(ref u, (nuint)i)
        - (Vector256.LoadUnsafe(ref u, (nuint)(i - 1)) + Vector256.LoadUnsafe(ref u, (nuint)(i + 1)))
        - (Vector256.LoadUnsafe(ref u, (nuint)(i - Stride)) + Vector256.LoadUnsafe(ref u, (nuint)(i + Stride)));

    private Vector256<float> AtActive(Vector256<float> values, int i) =>
        values & Vector256.GreaterThan(Vector256.LoadUnsafe(ref _diagonal[i]), Vector256<float>.Zero);
}
