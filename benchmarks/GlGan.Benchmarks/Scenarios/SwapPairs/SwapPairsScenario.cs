using System.Diagnostics;
using GlGan.Datasets;
using GlGan.Editing;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Metrics;
using GlGan.Rendering;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>
/// Every face of a folder swapped into every other photo of it, without a model: time, seams (<see cref="BorderSeam"/>, at the outer border and inside the
/// feather), pixels changed outside the mask, and a sheet to look at: the source in the first column, the target in the first row.
/// </summary>
internal static class SwapPairsScenario
{
    private const double SeamTolerance = 0.15;
    private const int Size = 400;

    private static readonly float[] Yaws = [0, 18, -25, 8, -12, 30];

    /// <summary>
    /// Runs the comparison. Arguments: a folder with photos of one size and a landmarks.csv, rendered people unless given; <c>--out FILE</c> for the sheet.
    /// </summary>
    /// <returns>0 when no pair has a seam or a pixel changed outside its mask, else 1.</returns>
    internal static int Run(string[] arguments)
    {
        var place = Array.IndexOf(arguments, "--out");
        var sheet = place >= 0 ? arguments[place + 1] : "swap-pairs.png";
        var photos = arguments.Length > 0 && place != 0 ? Load(arguments[0]) : Render();
        var swapper = new FaceSwapper(new GeometricSwap());
        swapper.Swap(photos[0].Image, photos[0].Face, photos[0].Image, [photos[0].Face]);
        List<ImageBuffer> cells = [new ImageBuffer(photos[0].Image.Width, photos[0].Image.Height), .. photos.Select(photo => photo.Image)];
        var (bad, slowest) = (0, 0.0);
        Console.WriteLine("source,target,seconds,seam,seam_inside,changed_outside");
        foreach (var source in photos)
        {
            cells.Add(source.Image);
            foreach (var target in photos)
            {
                var start = Stopwatch.GetTimestamp();
                var (image, mask) = swapper.Swap(source.Image, source.Face, target.Image, [target.Face]);
                var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                cells.Add(image);
                if (source == target) continue;
                var (seam, inside) = (BorderSeam.Ratio(image, target.Image, mask), BorderSeam.Ratio(image, target.Image, mask, 0.5));
                var outside = ChangedOutside(image, target.Image, mask);
                if (Math.Abs(seam - 1) > SeamTolerance || outside > 0) bad++;
                slowest = Math.Max(slowest, seconds);
                Console.WriteLine(FormattableString.Invariant($"{source.Name},{target.Name},{seconds:F3},{seam:F3},{inside:F3},{outside}"));
            }
        }

        ImageFile.Save(sheet, ImageGrid.Compose(cells, photos.Count + 1), source: DigitalSource.AlgorithmicallyEnhanced);
        Console.WriteLine($"{bad} of {photos.Count * (photos.Count - 1)} pairs with a seam or a change outside; the slowest took {slowest:F2} s; sheet: {sheet}");
        return bad == 0 ? 0 : 1;
    }

    private static int ChangedOutside(ImageBuffer image, ImageBuffer target, ImageMask mask) =>
        Enumerable.Range(0, mask.Values.Length).Count(i => mask.Values[i] == 0 && !image.Pixels.AsSpan(3 * i, 3).SequenceEqual(target.Pixels.AsSpan(3 * i, 3)));

    private static List<SwapPhoto> Load(string folder) =>
        [.. LandmarksFile.Read(Path.Combine(folder, LandmarksCsv.FileName))
            .Select(entry => new SwapPhoto(entry.Key, ImageFile.Load(Path.Combine(folder, entry.Key)), entry.Value[0]))];

    private static List<SwapPhoto> Render()
    {
        var faces = new SyntheticFaces(seed: 3);
        return [.. Yaws.Select((yaw, person) =>
        {
            var face = faces.Render(person, faces.View(person, 0) with { Yaw = yaw, Pitch = 3 * (person % 3 - 1) }, Size, FaceTemplate.Ffhq512);
            return new SwapPhoto($"person-{person}", face.Image, new DetectedFace(face.Landmarks));
        })];
    }
}
