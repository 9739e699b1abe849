using System.Text;
using GlGan.Faces;

namespace GlGan.Fuzz.Targets;

internal sealed class LandmarksCsvTarget : IFuzzTarget
{
    public string Name => "landmarks-csv";

    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        Encoding.UTF8.GetBytes($"{LandmarksCsv.Header}\na.png,1,2,3,4,5,6,7,8,9,10\nsub/größe.jpg, 1.5,-2,3e1,4,5,6,7,8,9,10\r\n\n"),
        Encoding.UTF8.GetBytes($"{LandmarksCsv.Header}\r\n"),
    ];

    public IReadOnlyList<Type> Refusals { get; } = [typeof(FormatException)];

    public void Run(byte[] input, string file) => LandmarksCsv.Read(file);
}
