using System.Globalization;
using GlGan.Faces;
using GlGan.Features;
using GlGan.Imaging;
using GlGan.Onnx;
using GlGan.Rendering;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>Finds rendered people by YuNet and by the detector inside the library, by how far they are turned, and writes frontal ones for other judges.</summary>
internal static class RenderedFacesScenario
{
    private const int Size = 256;
    private const ulong Seed = 1;

    private static readonly float[] Yaws = [0, 45, 60, 75, 90];

    /// <summary>Runs the comparison. Arguments: <c>--model FILE</c> for a YuNet that is not the installed one; <c>--people N</c>; <c>--out FOLDER</c> to write frontal faces, evenly lit and as photographed.</summary>
    /// <returns>0.</returns>
    internal static int Run(string[] arguments)
    {
        Queue<string> rest = new(arguments);
        string? model = null, output = null;
        var people = 100;
        while (rest.TryDequeue(out var argument))
        {
            switch (argument)
            {
                case "--model": model = rest.Dequeue(); break;
                case "--people": people = int.Parse(rest.Dequeue(), CultureInfo.InvariantCulture); break;
                case "--out": output = rest.Dequeue(); break;
                default: throw new ArgumentException($"'{argument}' is not one of --model, --people and --out.");
            }
        }

        var faces = new SyntheticFaces(Seed);
        foreach (var yaw in Yaws)
        {
            using var theirs = new DetectionTally($"yaw {yaw}, YuNet", model is null ? YuNetDetector.Installed() : new YuNetDetector(model));
            using var own = new DetectionTally($"yaw {yaw}, embedded", SyntheticFaceDetector.LoadEmbedded());
            for (var person = 0; person < people; person++)
            {
                var face = faces.Render(person, faces.View(person, 0) with { Yaw = person % 2 == 0 ? yaw : -yaw }, Size, FaceTemplate.Ffhq512);
                DetectedFace[] known = [new(face.Contours)];
                theirs.Look(face.Image, known);
                own.Look(face.Image, known);
            }

            Console.WriteLine(theirs);
            Console.WriteLine(own);
        }

        if (output is not null) Write(faces, people, output);
        return 0;
    }

    private static void Write(SyntheticFaces faces, int people, string folder)
    {
        foreach (var (name, view) in new (string, Func<int, FaceView>)[] { ("even-light", _ => FaceView.Frontal), ("photographed", person => faces.View(person, 0) with { Yaw = 0, Pitch = 0 }) })
        {
            var into = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
            for (var person = 0; person < people; person++) ImageFile.Save(Path.Combine(into, $"{person:000}.png"), faces.Render(person, view(person), Size).Image);
        }
    }
}
