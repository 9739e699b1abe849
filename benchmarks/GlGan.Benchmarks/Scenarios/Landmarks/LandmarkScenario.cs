using GlGan.Faces;
using GlGan.Features;
using GlGan.Imaging;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>
/// Finds the landmarks of portraits of which nothing is known but a box that is not exact, and says how far they lie from those in the folder's landmarks file; beside it where a template's would lie. All
/// distances are in those between the eyes.
/// </summary>
internal static class LandmarkScenario
{
    private const int BoxesPerFace = 5;

    /// <summary>Runs the comparison. Arguments: folders; <c>--network FILE</c> for another than the embedded network, <c>--sheet PNG</c> for a sheet to look at.</summary>
    /// <returns>0.</returns>
    internal static int Run(string[] arguments)
    {
        Queue<string> rest = new(arguments);
        List<string> folders = [];
        string? network = null, picture = null;
        while (rest.TryDequeue(out var argument))
        {
            switch (argument)
            {
                case "--network": network = rest.Dequeue(); break;
                case "--sheet": picture = rest.Dequeue(); break;
                default: folders.Add(argument); break;
            }
        }

        var sheet = new LandmarkSheet();

        using var finder = network is null ? SyntheticLandmarkFinder.LoadEmbedded() : SyntheticLandmarkFinder.Load(network);
        foreach (var folder in folders) Print(finder, folder, sheet);
        if (picture is not null) sheet.Save(picture);
        return 0;
    }

    private static void Print(SyntheticLandmarkFinder finder, string folder, LandmarkSheet sheet)
    {
        LandmarkTally template = new("template in the box"), found = new("network, from the box"), refined = new("network, from five landmarks");
        ulong number = 0;
        foreach (var (name, faces) in LandmarksFile.Read(LandmarksFile.In(folder) ?? throw new ArgumentException($"'{folder}' has no landmarks file.")))
        {
            var photo = ImageFile.Load(Path.Combine(folder, name));
            foreach (var face in faces)
            {
                for (var i = 0; i < BoxesPerFace; i++)
                {
                    var box = JitteredBox.Of(face, number++);
                    template.Add(name, JitteredBox.Template(box), face);
                    found.Add(name, new DetectedFace(finder.Find(photo, box).Landmarks), face);
                }

                var near = finder.Refine(photo, face);
                refined.Add(name, near, face);
                sheet.Add(photo, near, face);
            }
        }

        Console.WriteLine($"{Path.GetFileName(Path.TrimEndingDirectorySeparator(folder))}: {number / BoxesPerFace} faces, {BoxesPerFace} boxes each");
        foreach (var tally in (LandmarkTally[])[template, found, refined]) Console.WriteLine(tally);
        Console.WriteLine(found.Worst());
    }
}
