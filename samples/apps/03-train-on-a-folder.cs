#:project ../../src/GlGan.Core/GlGan.Core.csproj
#:property PublishAot=false
#:property UsesLibTorch=true

// Trains on a folder of photos and their landmarks: the network learns to fit eyes, nose and mouth into a face. Ctrl-C ends it well, and the next call goes on.
//   dotnet run -c Release samples/apps/03-train-on-a-folder.cs -- faces run 2000 tiny

using System.Runtime.InteropServices;
using GlGan;
using GlGan.Datasets;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Rendering;
using GlGan.Synthesis;
using GlGan.Training;

const string Usage = """
    usage: 03-train-on-a-folder.cs [PHOTOS] [FOLDER] [IMAGES] [PRESET]
      PHOTOS  a folder of photos with a landmarks.csv; faces unless given, and filled with rendered people if it is missing
      FOLDER  where checkpoints, model.safetensors and regions.png go; run unless given
      IMAGES  faces to train on; 2000 unless given
      PRESET  tiny (32 pixels, the default), compact, small (64), standard or paper (128)
    """;
if (args.Length > 4 || !long.TryParse(args.ElementAtOrDefault(2) ?? "2000", out var images) || images < 2 || args.Contains("--help"))
{
    Console.WriteLine(Usage);
    return args.Contains("--help") ? 0 : 2;
}

var photos = args.ElementAtOrDefault(0) ?? "faces";
var folder = args.ElementAtOrDefault(1) ?? "run";
if (!Directory.Exists(photos)) RenderPeople(photos, count: 48);

// Any other layout that `glgan data inspect` recognises does as well: CelebA, AFHQ, archives, packs.
using var session = new GlGanBuilder()
    .UsePreset(args.ElementAtOrDefault(3) ?? "tiny")
    .UseDataset(photos, ModelPurpose.Region)
    .WithImages(images)
    .WithRecipe(recipe => recipe with { TickImages = Math.Max(16, images / 10) })
    .UseCheckpoints(Path.Combine(folder, "checkpoints"), new() { EveryImages = Math.Max(16, images / 4) })
    .AddObserver(new ConsoleProgress())
    .Build();

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
{
    signal.Cancel = true;
    stop.Cancel();
});
if (session.Resume() is { } seen) Console.WriteLine($"going on after {seen} faces");
if (session.Train(stop.Token).Canceled)
{
    Console.WriteLine("stopped: call me again to go on");
    return 130;
}

session.Save(Path.Combine(folder, "model.safetensors"));

// Photos, each with its own regions and with those of the next one.
using var dataset = DatasetFormats.Open(photos);
FaceSample[] samples = [.. Enumerable.Range(0, Math.Min(4, dataset.Count)).Select(index => dataset[index])];
ImageBuffer[] faces = [.. samples.Select(sample => sample.Image.Load(SkiaImageCodec.Default))];
var own = samples.Select((sample, i) => new SynthesisRequest(faces[i], sample.Landmarks!.Value)).ToArray();
var next = own.Select((request, i) => request with { LocalImage = own[(i + 1) % own.Length].Image, LocalLandmarks = own[(i + 1) % own.Length].Landmarks });
var (rebuilt, fitted) = (session.Synthesizer.Synthesize(own), session.Synthesizer.Synthesize([.. next]));
var cells = Enumerable.Range(0, own.Length).SelectMany(i => new[] { faces[i], rebuilt[i], fitted[i] });
var picture = ImageGrid.Compose([.. cells.Select(image => Resampler.Resize(image, 128, 128))], columns: 3);
ImageFile.Save(Path.Combine(folder, "regions.png"), picture, source: DigitalSource.TrainedAlgorithmicMedia);
Console.WriteLine($"wrote model.safetensors and regions.png to {folder}: the photo, rebuilt, with the eyes, nose and mouth of the next");
return 0;

static void RenderPeople(string folder, int count)
{
    var people = new SyntheticFaces(seed: 1);
    List<string> lines = [LandmarksCsv.Header];
    for (var person = 0; person < count; person++)
    {
        var view = people.View(person, 0);
        var face = people.Render(person, view with { Yaw = view.Yaw / 3 }, 128);
        ImageFile.Save(Path.Combine(folder, $"{person:D3}.png"), face.Image, source: DigitalSource.AlgorithmicMedia);
        lines.Add($"{person:D3}.png,{string.Join(',', face.Landmarks.ToArray().Select(point => FormattableString.Invariant($"{point.X},{point.Y}")))}");
    }

    File.WriteAllLines(Path.Combine(folder, LandmarksCsv.FileName), lines);
}

/// <summary>Says how far the training is.</summary>
internal sealed class ConsoleProgress : ITrainingObserver
{
    public void OnTick(TrainingTick tick) =>
        Console.WriteLine($"{tick.Phase,-12} {tick.Images,7} of {tick.TotalImages} faces  {tick.ImagesPerSecond,6:F1} per second  pixel loss {tick.Losses.GetValueOrDefault("pixel"):F3}");

    public void OnNotice(string notice) => Console.WriteLine(notice);
}
