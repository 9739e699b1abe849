#:project ../../src/GlGan.Core/GlGan.Core.csproj
#:property PublishAot=false
#:property UsesLibTorch=true

// Puts faces on others, blends two photos into one, and smooths: faces are carried by an average head, and a model trained for swaps refines what comes of it.
//   dotnet run -c Release samples/apps/06-swap.cs -- swap photos/landmarks.csv run/model.safetensors

using GlGan;
using GlGan.Editing;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Rendering;

const string Usage = """
    usage: 06-swap.cs [FOLDER] [LANDMARKS] [MODEL]
      FOLDER     where swap.png, blend.png and smooth.png go; swap unless given
      LANDMARKS  a landmarks.csv beside two photos or more, of which the first four are taken; people are rendered unless given
      MODEL      trained for swaps, as by glgan train --data photos --task swap --out run; nothing refines the faces unless given
    """;
if (args.Length > 3 || args.Contains("--help"))
{
    Console.WriteLine(Usage);
    return args.Contains("--help") ? 0 : 2;
}

var folder = args.ElementAtOrDefault(0) ?? "swap";
var people = args.Length > 1 ? ReadPeople(args[1]) : RenderPeople();

using var model = args.Length > 2 ? GlGanModel.Load(args[2]) : null;
using var synthesizer = model?.CreateSynthesizer();
var editor = new FaceEditor(
    synthesizer is null ? new GeometricSwap() : new NetworkSwap(synthesizer),
    new() { ColorTransfer = synthesizer is null ? new ReinhardColorTransfer() : null, Blender = new AlphaBlender() },
    new PyramidBlender(),
    new BilateralFilter());

// Each row's face on each column's photo; the first row and column show who is who.
const int Side = 160;
List<ImageBuffer> cells = [new(Side, Side), .. people.Select(person => Cell(person.Photo))];
foreach (var source in people)
{
    cells.Add(Cell(source.Photo));
    foreach (var target in people) cells.Add(Cell(editor.Swap(source.Photo, source.Face, target.Photo, [target.Face]).Image));
}

Save("swap.png", cells, columns: people.Count + 1);

// The left half of one and the right half of the other, as they are and blended.
var (left, right) = (Cell(people[0].Photo), Cell(people[1].Photo));
var half = new ImageMask(Side, Side);
for (var y = 0; y < Side; y++) half.Row(y)[..(Side / 2)].Fill(1);
Save("blend.png", [left, right, new AlphaBlender().Blend(left, right, half), editor.Blend(left, right, half)], columns: 4);

Save("smooth.png", [.. people.SelectMany(person => new[] { Cell(person.Photo), editor.Smooth(Cell(person.Photo)) })], columns: 2);
Console.WriteLine($"wrote swap.png, blend.png and smooth.png to {folder}");
return 0;

void Save(string name, IReadOnlyList<ImageBuffer> images, int columns) =>
    ImageFile.Save(Path.Combine(folder, name), ImageGrid.Compose(images, columns), source: DigitalSource.AlgorithmicallyEnhanced);

static ImageBuffer Cell(ImageBuffer image) => Resampler.Resize(image, Side, Side);

static IReadOnlyList<(ImageBuffer Photo, DetectedFace Face)> ReadPeople(string path)
{
    var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
    return [.. LandmarksFile.Read(path).Take(4).Select(entry => (ImageFile.Load(Path.Combine(folder, entry.Key)), entry.Value[0]))];
}

static IReadOnlyList<(ImageBuffer Photo, DetectedFace Face)> RenderPeople()
{
    var faces = new SyntheticFaces(seed: 1);
    (int Person, float Yaw)[] views = [(20, -15), (101, 0), (109, 10), (121, 25)];
    return [.. views.Select(view => faces.Render(view.Person, faces.View(view.Person, 0) with { Yaw = view.Yaw, Pitch = 0 }, 256, FaceTemplate.Ffhq512))
        .Select(face => (face.Image, new DetectedFace(face.Landmarks)))];
}
