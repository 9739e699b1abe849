using GlGan.Fuzz;

namespace GlGan.Tests.Fuzzing;

internal sealed class StubTarget(Action<byte[]> parse) : IFuzzTarget
{
    internal static byte[] Seed { get; } = [1, 2, 3, 4, 5];

    public string Name => "stub";

    public IReadOnlyList<byte[]> Seeds => [Seed];

    public IReadOnlyList<Type> Refusals => [typeof(FormatException)];

    public void Run(byte[] input, string file) => parse(input);
}
