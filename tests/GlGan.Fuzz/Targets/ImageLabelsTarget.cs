using GlGan.Datasets;

namespace GlGan.Fuzz.Targets;

internal sealed class ImageLabelsTarget : IFuzzTarget
{
    public string Name => "image-labels";

    public IReadOnlyList<byte[]> Seeds { get; } =
        [[.. """{"labels":[["00000/a.png",6],["00000/b.jpg",1]]}"""u8], [.. """{"labels":null}"""u8], [.. """{"other":[1,2.5,true,"x"]}"""u8]];

    public IReadOnlyList<Type> Refusals { get; } = [typeof(DatasetException)];

    public void Run(byte[] input, string file) => ImageLabels.Read(input, "dataset.json");
}
