using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using GlGan.Datasets;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Onnx;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>Finds the faces of folders of photos: how many, how far from the landmarks of their landmarks.csv in distances between the eyes, and how fast.</summary>
internal static class DetectionScenario
{
    /// <summary>Runs the comparison. Arguments: folders, and <c>--model FILE</c> for a detector that is not the installed one.</summary>
    /// <returns>0 when every photo that a landmarks.csv lists has a face, else 1.</returns>
    internal static int Run(string[] arguments)
    {
        var place = Array.IndexOf(arguments, "--model");
        using var detector = place < 0 ? YuNetDetector.Installed() : new YuNetDetector(arguments[place + 1]);
        string[] folders = place < 0 ? arguments : [.. arguments[..place], .. arguments[(place + 2)..]];
        List<double> all = [];
        var missed = 0;
        Console.WriteLine("photo,width,height,faces,error,milliseconds");
        foreach (var folder in folders)
        {
            var known = LandmarksFile.In(folder) is { } file ? LandmarksFile.Read(file) : [];
            foreach (var name in ImageFiles.In(folder))
            {
                var photo = ImageFile.Load(Path.Combine(folder, name));
                var start = Stopwatch.GetTimestamp();
                var found = detector.Detect(photo);
                var milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                double? error = known.TryGetValue(name, out var faces) && found.Count > 0 ? found.Min(face => Error(face.Landmarks, faces[0].Landmarks)) : null;
                if (error is { } distance) all.Add(distance);
                else if (faces is not null) missed++;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name},{photo.Width},{photo.Height},{found.Count},{error:F4},{milliseconds:F0}"));
            }
        }

        if (all.Count > 0) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{all.Count} of {all.Count + missed} listed photos have a face; error {all.Average():P2} of the eye distance in the mean, {all.Order().ElementAt(all.Count / 2):P2} in the median"));
        return missed == 0 ? 0 : 1;
    }

    private static double Error(FaceLandmarks found, FaceLandmarks known) =>
        found.ToArray().Zip(known.ToArray(), Vector2.Distance).Average() / Vector2.Distance(known.LeftEye, known.RightEye);
}
