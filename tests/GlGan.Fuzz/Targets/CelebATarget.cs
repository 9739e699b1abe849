using System.Text;
using GlGan.Datasets;

namespace GlGan.Fuzz.Targets;

/// <summary>One of CelebA's annotation files, as published or as Kaggle has it.</summary>
internal sealed class CelebATarget(string kind, Action<TextReader, string> parse, string text, string csv) : IFuzzTarget
{
    public string Name => $"celeba-{kind}";

    public IReadOnlyList<byte[]> Seeds { get; } = [Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(csv)];

    public IReadOnlyList<Type> Refusals { get; } = [typeof(DatasetException)];

    // The extension decides between the two; the seeds differ in their first separator.
    public void Run(byte[] input, string file)
    {
        var separator = input.AsSpan().IndexOfAny(" ,"u8);
        using var reader = new StreamReader(new MemoryStream(input));
        parse(reader, separator >= 0 && input[separator] == ',' ? "list.csv" : "list.txt");
    }

    internal static IReadOnlyList<IFuzzTarget> All { get; } =
    [
        new CelebATarget("attributes", (reader, path) => CelebAAnnotations.ParseAttributes(reader, path),
            "2\nBald Male Young \n000001.jpg -1  1  1\n000002.jpg  1 -1 -1\n", "image_id,Bald,Male\n000001.jpg,-1,1\n000002.jpg,1,1\n"),
        new CelebATarget("landmarks", (reader, path) => CelebAAnnotations.ParseLandmarks(reader, path),
            "1\nlefteye_x lefteye_y righteye_x righteye_y nose_x nose_y leftmouth_x leftmouth_y rightmouth_x rightmouth_y\n"
                + "000001.jpg    69  109  106  113   77  142   73  152  108  154\n",
            "image_id,lefteye_x,lefteye_y,righteye_x,righteye_y,nose_x,nose_y,leftmouth_x,leftmouth_y,rightmouth_x,rightmouth_y\n"
                + "000001.jpg,69,109,106,113,77,142,73,152,108,154\n"),
        new CelebATarget("boxes", (reader, path) => CelebAAnnotations.ParseBoxes(reader, path),
            "1\nimage_id x_1 y_1 width height\n000001.jpg    95  71 226 313\n", "image_id,x_1,y_1,width,height\n000001.jpg,95,71,226,313\n"),
        new CelebATarget("partition", (reader, path) => CelebAAnnotations.ParsePartition(reader, path),
            "000001.jpg 0\n000002.jpg 2\n", "image_id,partition\n000001.jpg,0\n"),
        new CelebATarget("identity", (reader, path) => CelebAAnnotations.ParseIdentities(reader, path),
            "000001.jpg 2880\n000002.jpg 2937\n", "image_id,identity\n000001.jpg,2880\n"),
    ];
}
