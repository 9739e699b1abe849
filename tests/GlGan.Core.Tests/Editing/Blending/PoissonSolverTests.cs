using GlGan.Editing;
using GlGan.Imaging;

namespace GlGan.Tests.Editing;

public sealed class PoissonSolverTests
{
    public static TheoryData<int, int, string> Domains => new()
    {
        { 300, 211, "disc" }, { 64, 64, "disc" }, { 300, 211, "corner" }, { 150, 90, "mesh" }, { 400, 3, "disc" }, { 2, 129, "corner" }, { 1, 7, "corner" },
    };

    [Theory]
    [MemberData(nameof(Domains))]
    public void The_solution_is_within_a_tenth_of_a_level(int width, int height, string shape)
    {
        var domain = PoissonDomain.Of(Mask(width, height, shape), PoissonVariant.Perez)!;
        var levels = PoissonLevel.Hierarchy(domain);
        var solver = new PoissonSolver(levels);
        var solution = new double[domain.Height, domain.Width];
        var random = new Random(1);
        for (var y = 0; y < domain.Height; y++)
            for (var x = 0; x < domain.Width; x++)
                if (domain.IsUnknown(x, y)) solution[y, x] = 80 * Math.Sin(x / 40.0 + y / 25.0) + random.Next(-20, 20);
        for (var y = 0; y < domain.Height; y++)
            for (var x = 0; x < domain.Width; x++)
                if (domain.IsUnknown(x, y)) solver.RightSide[levels[0].Start(y) + x] = (float)Laplacian(solution, x, y);

        var solved = solver.Solve();

        for (var y = 0; y < domain.Height; y++)
            for (var x = 0; x < domain.Width; x++) Assert.Equal(solution[y, x], solved[levels[0].Start(y) + x], 0.1);
    }

    private static double Laplacian(double[,] values, int x, int y)
    {
        var sum = 0d;
        foreach (var (nextX, nextY) in new[] { (x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1) })
            if (nextX >= 0 && nextY >= 0 && nextY < values.GetLength(0) && nextX < values.GetLength(1)) sum += values[y, x] - values[nextY, nextX];
        return sum;
    }

    private static ImageMask Mask(int width, int height, string shape) => BlendingFixtures.Mask(width, height, (x, y) => shape switch
    {
        "disc" => Math.Pow(2.0 * x / width - 1, 2) + Math.Pow(2.0 * y / height - 1, 2) < 0.8,
        "corner" => x + y < (width + height) / 2,
        _ => x % 5 > 0 || y % 7 == 3,
    });
}
