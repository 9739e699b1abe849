using System.CommandLine;
using GlGan.Cli.Parsing;
using GlGan.Faces;
using GlGan.Onnx;

namespace GlGan.Cli.Faces;

/// <summary>The options by which commands that look at faces say where these are.</summary>
internal sealed class FaceArguments
{
    internal const string Points = "'x,y x,y x,y x,y x,y' in pixels (left eye, right eye, nose, left and right mouth corner, as seen)";

    internal Option<string?> Landmarks { get; } = new("--landmarks")
    {
        Description = $"Where the faces are: a CSV or JSON file, CelebA's list, or for one photo {Points}. Unless given, landmarks.csv or landmarks.json beside the photo, else the detector.",
    };

    internal Option<string?> Detector { get; } = DetectorOption();

    internal static Option<string?> DetectorOption()
    {
        var option = new Option<string?>("--detector")
        {
            Description = "What finds faces where no landmarks are given: auto (yunet where it is installed, else embedded), embedded, the name of a model of 'glgan models', its file, or none. [default: auto]",
        };
        string[] words = [Detectors.Automatic, Detectors.Embedded, Detectors.None, .. CatalogModel.All.Select(model => model.Name)];
        option.Complete(words);
        option.CustomParser = result => words.FirstOrDefault(word => word.Equals(result.Tokens[0].Value, StringComparison.OrdinalIgnoreCase)) ?? result.Tokens[0].Value;
        return option;
    }

    internal void AddTo(Command command)
    {
        command.Options.Add(Landmarks);
        command.Options.Add(Detector);
    }

    /// <summary>Where the faces of the photos are.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="input">The photo or folder.</param>
    internal PhotoFaces Choose(ParseResult parse, string input) => Choose(parse, Landmarks, input);

    /// <summary>The same, by another option for the landmarks.</summary>
    internal PhotoFaces Choose(ParseResult parse, Option<string?> landmarks, string input)
    {
        var (given, detector) = (parse.GetValue(landmarks), parse.GetValue(Detector) ?? Detectors.Automatic);
        if (given is null || File.Exists(given)) return new PhotoFaces(given, detector);
        if (Directory.Exists(input)) throw new ArgumentException($"{landmarks.Name}: '{given}' is no file. Points are those of one photo; for a folder give a CSV or JSON file.");
        return new PhotoFaces(null, Detectors.None) { Typed = new DetectedFace(Parsed(landmarks, given)) { Origin = $"The landmarks of '{Path.GetFileName(input)}'" } };
    }

    private static FaceLandmarks Parsed(Option option, string text)
    {
        try
        {
            return LandmarksText.Parse(text);
        }
        catch (FormatException problem)
        {
            var what = Directory.Exists(text) ? "a folder" : "no file";
            throw new FormatException($"{option.Name}: '{text}' is {what}, and no list of points: {problem.Message}", problem);
        }
    }
}
