using System.Globalization;

namespace GlGan.Attack;

/// <summary>Attacks that take too long for a test. Each prints a table; the exit status is 1 where a bound was broken, and 2 when the command line is not understood.</summary>
internal static class Program
{
    private static readonly Dictionary<string, (string Help, int Default, Func<int, string, bool> Run)> Attacks = new()
    {
        ["models"] = ("hostile model files, each N times", 1, ModelAttack.Run),
        ["kills"] = ("a training killed N times, and one that is left alone", 100, KillAttack.Run),
        ["ranks"] = ("a training of which N random ranks are killed, resumed on other numbers of ranks, and one that is left alone", 20, RankAttack.Run),
        ["steps"] = ("memory over N steps of a training", 100_000, MemoryAttack.Steps),
        ["loads"] = ("memory over N loads of a model", 10_000, MemoryAttack.Loads),
        ["sockets"] = ("N slow clients of the web sample beside 20 honest ones", 500, SocketAttack.Run),
        ["instances"] = ("N clients of two instances of the web sample behind nginx, of which one is killed and the other told to end", 10, InstancesAttack.Run),
    };

    internal static int Main(string[] arguments)
    {
        if (arguments is [RankBody.Verb, var body]) return RankBody.Run(body);
        if (arguments is not [var name, .. var rest] || rest.Length > 1 || !Attacks.TryGetValue(name, out var attack))
        {
            Console.Error.WriteLine($"usage: GlGan.Attack ATTACK [N]\n{string.Join('\n', Attacks.Select(entry => $"  {entry.Key,-9} {entry.Value.Help} (N is {entry.Value.Default} unless given)"))}");
            return 2;
        }

        var folder = Directory.CreateTempSubdirectory("glgan-attack-").FullName;
        var held = attack.Run(rest.Length == 0 ? attack.Default : int.Parse(rest[0], CultureInfo.InvariantCulture), folder);
        Console.WriteLine(held ? "every bound held" : "A BOUND WAS BROKEN");
        if (held) Directory.Delete(folder, recursive: true);
        return held ? 0 : 1;
    }
}
