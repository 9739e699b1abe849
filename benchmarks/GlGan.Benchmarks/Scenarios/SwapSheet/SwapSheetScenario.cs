using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using GlGan.Datasets;
using GlGan.Editing;
using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>
/// Swaps pairs of photos, without a model, for a person and a judge outside to look at: every result as a picture of its own, and a sheet of source, target
/// and result.
/// </summary>
internal static class SwapSheetScenario
{
    private const int Cell = 260, PairsAcross = 4;

    /// <summary>
    /// Swaps. Arguments: a folder with photos; <c>--landmarks FILE</c>, else its landmarks.csv; <c>--pairs FILE</c> with <c>source,target</c> in every line, else every photo, by name,
    /// goes onto the one half a list after it; <c>--count N</c>, else 24; <c>--keep mouth</c>; <c>--blend poisson</c> or <c>pyramid</c>; <c>--out FOLDER</c>.
    /// </summary>
    /// <returns>0.</returns>
    internal static int Run(string[] arguments)
    {
        var folder = arguments[0];
        var output = Value("--out") ?? "swap-sheet";
        var faces = LandmarksFile.Read(Value("--landmarks") ?? Path.Combine(folder, LandmarksCsv.FileName));
        var count = int.Parse(Value("--count") ?? "24", CultureInfo.InvariantCulture);
        var pairs = Value("--pairs") is { } file ? Listed(file) : Halves([.. faces.Keys.Order(StringComparer.Ordinal)]);
        var swapper = new FaceSwapper(new GeometricSwap(), new SwapOptions
        {
            Keep = Value("--keep") == "mouth" ? [FaceRegion.Mouth] : [],
            Blender = Value("--blend") switch { "poisson" => new FadedBlender(new PoissonBlender()), "pyramid" => new FadedBlender(new PyramidBlender()), _ => new AlphaBlender() },
        });
        Directory.CreateDirectory(output);
        List<ImageBuffer> cells = [];
        var start = Stopwatch.GetTimestamp();
        foreach (var (source, target) in pairs.Take(count))
        {
            var (from, onto) = (Photo(source), Photo(target));
            var name = $"{Path.GetFileNameWithoutExtension(source)}-onto-{Path.GetFileNameWithoutExtension(target)}.png";
            ImageBuffer result;
            try
            {
                result = swapper.Swap(from, faces[source][0], onto, [faces[target][0]]).Image;
                ImageFile.Save(Path.Combine(output, name), result, source: DigitalSource.AlgorithmicallyEnhanced);
            }
            catch (ArgumentException problem)
            {
                Console.WriteLine($"{name}: {problem.Message}");
                result = new ImageBuffer(Cell, Cell);
            }

            cells.AddRange(new[] { from, onto, result }.Select(Fitted));
        }

        ImageFile.Save(Path.Combine(output, "sheet.png"), ImageGrid.Compose(cells, 3 * PairsAcross), source: DigitalSource.AlgorithmicallyEnhanced);
        Console.WriteLine(FormattableString.Invariant($"{cells.Count / 3} pairs in {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s: {output}"));
        return 0;

        string? Value(string option) => Array.IndexOf(arguments, option) is >= 0 and var place ? arguments[place + 1] : null;

        ImageBuffer Photo(string name) => ImageFile.Load(Path.Combine(folder, name));
    }

    private static IEnumerable<(string Source, string Target)> Halves(string[] names) =>
        names.Select((name, place) => (name, names[(place + names.Length / 2) % names.Length]));

    private static IEnumerable<(string Source, string Target)> Listed(string file) =>
        File.ReadLines(file).Where(line => line.Length > 0).Select(line => line.Split(',')).Select(parts => (parts[0], parts[1]));

    private static ImageBuffer Fitted(ImageBuffer photo)
    {
        var scale = (double)Cell / Math.Max(photo.Width, photo.Height);
        int width = Math.Max(1, (int)(photo.Width * scale)), height = Math.Max(1, (int)(photo.Height * scale));
        return Resampler.Crop(Resampler.Resize(photo, width, height), new Vector2(width - 1, height - 1) / 2, Cell, Cell);
    }
}
