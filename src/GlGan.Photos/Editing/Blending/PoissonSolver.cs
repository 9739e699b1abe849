namespace GlGan.Editing;

/// <summary>Solves A u = f by conjugate gradients, preconditioned by one V-cycle of multigrid.</summary>
internal sealed class PoissonSolver
{
    // In two dimensions the largest error is about the energy norm of the error, which the preconditioned residual estimates.
    private const double Tolerance = 0.02;

    // Masks of every shape and size tried need 6 to 15.
    private const int MaxIterations = 100;

    // Chebyshev's two steps of Jacobi's method: the upper three quarters of the spectrum shrink to 0.22.
    private const float FirstWeight = 1.389f, SecondWeight = 0.562f;

    private readonly PoissonLevel[] _levels;
    private readonly float[][] _solutions;
    private readonly float[][] _scratch;
    private readonly float[][] _rightSides;

    internal PoissonSolver(PoissonLevel[] levels)
    {
        _levels = levels;
        _solutions = Planes();
        _scratch = Planes();
        _rightSides = Planes();
    }

    /// <summary>The plane f, to be filled before <see cref="Solve"/>, which overwrites it.</summary>
    internal float[] RightSide => _rightSides[0];

    /// <returns>The plane u.</returns>
    internal float[] Solve()
    {
        var level = _levels[0];
        var residual = RightSide;
        var (u, direction, product) = (new float[level.PlaneLength], new float[level.PlaneLength], new float[level.PlaneLength]);
        var before = 0d;
        for (var iteration = 0; iteration < MaxIterations; iteration++)
        {
            var correction = Cycle(0);
            var energy = level.Dot(residual, correction);
            if (energy <= Tolerance * Tolerance) break;
            level.ScaleAndAdd(direction, correction, before == 0 ? 0 : (float)(energy / before));
            before = energy;
            var step = (float)(energy / level.Multiply(direction, product));
            level.AddScaled(u, direction, step);
            level.AddScaled(residual, product, -step);
        }

        return u;
    }

    private float[] Cycle(int depth)
    {
        var level = _levels[depth];
        var (first, second, f) = (_solutions[depth], _scratch[depth], _rightSides[depth]);
        level.SmoothZero(f, first, FirstWeight);
        level.Smooth(first, f, second, SecondWeight);
        if (depth + 1 < _levels.Length)
        {
            level.Residual(second, f, first);
            PoissonTransfer.Restrict(level, first, _levels[depth + 1], _rightSides[depth + 1]);
            PoissonTransfer.Prolong(_levels[depth + 1], Cycle(depth + 1), level, second);
        }

        level.Smooth(second, f, first, SecondWeight);
        level.Smooth(first, f, second, FirstWeight);
        return second;
    }

    private float[][] Planes() => Array.ConvertAll(_levels, level => new float[level.PlaneLength]);
}
