#:project ../../src/GlGan.Core/GlGan.Core.csproj
#:property PublishAot=false
#:property UsesLibTorch=true

// Trains a GL-GAN that turns any view of a face into its frontal view, on rendered people, and shows it people it has not seen.
//   dotnet run -c Release samples/apps/02-quick-start.cs -- quick-start 2000 tiny

using GlGan;
using GlGan.Imaging;
using GlGan.Rendering;
using GlGan.Synthesis;
using GlGan.Training;

const string Usage = """
    usage: 02-quick-start.cs [FOLDER] [IMAGES] [PRESET]
      FOLDER  where model.safetensors and frontal.png go; quick-start unless given
      IMAGES  faces to train on; 2000 unless given
      PRESET  tiny (32 pixels, the default), compact, small (64), standard or paper (128)
    """;
if (args.Length > 3 || !long.TryParse(args.ElementAtOrDefault(1) ?? "2000", out var images) || images < 2 || args.Contains("--help"))
{
    Console.WriteLine(Usage);
    return args.Contains("--help") ? 0 : 2;
}

var folder = args.ElementAtOrDefault(0) ?? "quick-start";
var preset = GlGanPreset.Named(args.ElementAtOrDefault(2) ?? "tiny");

// The whole GL-GAN: its networks with the training that is recommended for them, what it learns from, and for how long.
using var session = new GlGanBuilder()
    .UsePreset(preset)
    .UseSyntheticFaces(seed: 1)
    .WithImages(images)
    .Build();

Console.WriteLine($"training on {images} faces...");
var result = session.Train();
Console.WriteLine($"{result.Images} faces in {result.Elapsed.TotalSeconds:F1} s");
session.Save(Path.Combine(folder, "model.safetensors"));

// People of the same population, whom the training leaves out: the view, what the network makes of it, and the truth.
var faces = new SyntheticFaces(seed: 1);
(int Person, float Yaw)[] views = [(20, 30), (27, -45), (101, 60), (109, -75)];
SyntheticFace[] photos = [.. views.Select(view => faces.Render(view.Person, faces.View(view.Person, 0) with { Yaw = view.Yaw }, 128))];
var made = session.Synthesizer.Synthesize([.. photos.Select(photo => new SynthesisRequest(photo.Image, photo.Landmarks))]);

var cells = views.SelectMany((view, row) => new[] { photos[row].Image, made[row], faces.Render(view.Person, FaceView.Frontal, 128).Image });
var picture = ImageGrid.Compose([.. cells.Select(image => Resampler.Resize(image, 128, 128))], columns: 3);
ImageFile.Save(Path.Combine(folder, "frontal.png"), picture, source: DigitalSource.TrainedAlgorithmicMedia);
Console.WriteLine($"wrote model.safetensors and frontal.png to {folder}: the view, the network's frontal view, the truth");
return 0;
