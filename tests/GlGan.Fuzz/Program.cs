using System.Globalization;

namespace GlGan.Fuzz;

/// <summary>Prints one line per target; the exit status is 1 when an input broke a promise, and 2 when the command line is not understood.</summary>
internal static class Program
{
    private const string Usage = "usage: GlGan.Fuzz [--inputs 200000] [--target NAME] [--seed 1]";

    internal static int Main(string[] arguments)
    {
        var (inputs, seed, targets) = (200_000, 1ul, FuzzTargets.All);
        for (var index = 0; index + 1 < arguments.Length; index += 2)
        {
            var value = arguments[index + 1];
            switch (arguments[index])
            {
                case "--inputs": inputs = int.Parse(value, CultureInfo.InvariantCulture); break;
                case "--seed": seed = ulong.Parse(value, CultureInfo.InvariantCulture); break;
                case "--target": targets = [.. FuzzTargets.All.Where(target => target.Name == value)]; break;
                default: return Refuse();
            }
        }

        if (arguments.Length % 2 != 0 || targets.Count == 0) return Refuse();

        var folder = Directory.CreateTempSubdirectory("glgan-fuzz-");
        var failed = false;
        foreach (var target in targets)
        {
            var report = new Fuzzer(folder.FullName, seed).Run(target, inputs);
            Console.WriteLine(report);
            failed |= report.Finding is not null;
        }

        if (!failed) folder.Delete(recursive: true);
        return failed ? 1 : 0;
    }

    private static int Refuse()
    {
        Console.Error.WriteLine($"{Usage}\ntargets: {string.Join(", ", FuzzTargets.All.Select(target => target.Name))}");
        return 2;
    }
}
