using System.Text;
using GlGan.Faces;

namespace GlGan.Fuzz.Targets;

internal sealed class LandmarksJsonTarget : IFuzzTarget
{
    public string Name => "landmarks-json";

    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        Encoding.UTF8.GetBytes("""{"a.jpg": [[24,28],[40,28],[32,37],[26,45],[38,45]], "b.png": [[[1.5,2],[5,-2e1],[3,3],[1,5],[5,5]]], "c.png": []}"""),
        Encoding.UTF8.GetBytes($$"""{"a.jpg": [{{string.Join(',', Enumerable.Range(0, 68).Select(i => $"[{i},{2 * i}]"))}}]}"""),
    ];

    public IReadOnlyList<Type> Refusals { get; } = [typeof(FormatException)];

    public void Run(byte[] input, string file) => LandmarksJson.Read(file);
}
