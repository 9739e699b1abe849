#:project ../../src/GlGan.Onnx/GlGan.Onnx.csproj
#:property PublishAot=false

// Puts the face of one photo on every face of another, with nothing but the photos: YuNet finds the faces. No libtorch is needed.
//   glgan models install yunet
//   dotnet run -c Release samples/apps/07-two-photos.cs -- face.jpg photo.jpg swapped.png

using GlGan.Editing;
using GlGan.Imaging;
using GlGan.Onnx;

const string Usage = """
    usage: 07-two-photos.cs FACE PHOTO [RESULT] [DETECTOR]
      FACE      photo of the face to show; of several faces the largest is taken
      PHOTO     photo whose faces are replaced
      RESULT    swapped.png unless given
      DETECTOR  YuNet's file; the one of glgan models install yunet unless given
    """;
if (args.Length is < 2 or > 4 || args.Contains("--help"))
{
    Console.WriteLine(Usage);
    return args.Contains("--help") ? 0 : 2;
}

try
{
    using var detector = args.Length > 3 ? new YuNetDetector(args[3]) : YuNetDetector.Installed();
    var result = new FaceEditor(detector: detector).Swap(ImageFile.Load(args[0]), ImageFile.Load(args[1]));
    var path = args.ElementAtOrDefault(2) ?? "swapped.png";
    ImageFile.Save(path, result.Image, source: DigitalSource.AlgorithmicallyEnhanced);
    Console.WriteLine($"wrote {path}");
    return 0;
}
catch (Exception problem) when (problem is IOException or ArgumentException)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
