using System.Globalization;
using GlGan.Datasets;
using GlGan.Faces;
using GlGan.Features;
using GlGan.Imaging;
using GlGan.Onnx;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>
/// Finds the faces of folders of photos by YuNet and by the detector inside the library: how many of those their landmarks.csv lists, how far from its landmarks, how many that are none, and how fast.
/// A folder without that file is one without faces; of one with it, photos that it does not list are left out.
/// </summary>
internal static class DetectionScenario
{
    /// <summary>
    /// Runs the comparison. Arguments: folders; <c>--model FILE</c> for a YuNet that is not the installed one; <c>--network FILE</c> for another than the embedded network, and
    /// <c>--min-score S</c> for its least score.
    /// </summary>
    /// <returns>0 when YuNet finds every face that is listed, else 1.</returns>
    internal static int Run(string[] arguments)
    {
        Queue<string> rest = new(arguments);
        List<string> folders = [];
        string? model = null, network = null;
        var options = new SyntheticFaceDetectorOptions();
        while (rest.TryDequeue(out var argument))
        {
            switch (argument)
            {
                case "--model": model = rest.Dequeue(); break;
                case "--network": network = rest.Dequeue(); break;
                case "--min-score": options = options with { MinScore = float.Parse(rest.Dequeue(), CultureInfo.InvariantCulture) }; break;
                default: folders.Add(argument); break;
            }
        }

        using var finder = SyntheticLandmarkFinder.LoadEmbedded();
        using var theirs = new DetectionTally("YuNet", model is null ? YuNetDetector.Installed() : new YuNetDetector(model));
        var detector = network is null ? SyntheticFaceDetector.LoadEmbedded(options) : SyntheticFaceDetector.Load(network, options);
        using var own = new DetectionTally("embedded", detector);
        using var refined = new DetectionTally("embedded, 68 landmarks", new RefinedDetector(detector, finder));
        Console.WriteLine("photo,width,height,faces" + string.Concat(((string[])["yunet", "embedded", "refined"]).Select(name => $",{name}_faces,{name}_false,{name}_error,{name}_milliseconds")));
        foreach (var folder in folders)
        {
            var known = LandmarksFile.In(folder) is { } file ? LandmarksFile.Read(file) : [];
            foreach (var name in ImageFiles.In(folder))
            {
                if (!known.TryGetValue(name, out var faces) && known.Count > 0) continue;
                faces ??= [];
                var photo = ImageFile.Load(Path.Combine(folder, name));
                Console.WriteLine($"{name},{photo.Width},{photo.Height},{faces.Count},{theirs.Look(photo, faces)},{own.Look(photo, faces)},{refined.Look(photo, faces)}");
            }
        }

        Console.WriteLine(theirs);
        Console.WriteLine(own);
        Console.WriteLine(refined);
        return theirs.IsComplete ? 0 : 1;
    }
}
