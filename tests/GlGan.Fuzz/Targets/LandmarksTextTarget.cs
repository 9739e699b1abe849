using System.Text;
using GlGan.Faces;

namespace GlGan.Fuzz.Targets;

internal sealed class LandmarksTextTarget : IFuzzTarget
{
    public string Name => "landmarks-text";

    public IReadOnlyList<byte[]> Seeds { get; } =
        [.. "149,180 249,180 198,233 166,286 237,286|1.5 -2 3e1 4 5 6 7 8 9 10".Split('|').Select(Encoding.UTF8.GetBytes)];

    public IReadOnlyList<Type> Refusals { get; } = [typeof(FormatException)];

    public void Run(byte[] input, string file) => LandmarksText.Parse(Encoding.UTF8.GetString(input));
}
