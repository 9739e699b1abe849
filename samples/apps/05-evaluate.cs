#:project ../../src/GlGan.Core/GlGan.Core.csproj
#:property PublishAot=false
#:property UsesLibTorch=true

// Measures a model that makes frontal views, on people it has not seen, against its input and the mean face, by how far the head is turned.
//   dotnet run -c Release samples/apps/05-evaluate.cs -- evaluation 16 quick-start/model.safetensors

using System.Globalization;
using GlGan;
using GlGan.Evaluation;
using GlGan.Features;
using GlGan.Imaging;
using GlGan.Rendering;
using GlGan.Synthesis;

const string Usage = """
    usage: 05-evaluate.cs [FOLDER] [PERSONS] [MODEL]
      FOLDER   where scores.csv and yaws.png go; evaluation unless given
      PERSONS  how many to measure, each at seven yaws, 1 to 10000; 16 unless given
      MODEL    such as the quick start writes; a small one is trained first unless given
    """;
if (args.Length > 3 || !int.TryParse(args.ElementAtOrDefault(1) ?? "16", out var persons) || persons is < 1 or > 10_000 || args.Contains("--help"))
{
    Console.WriteLine(Usage);
    return args.Contains("--help") ? 0 : 2;
}

var folder = args.ElementAtOrDefault(0) ?? "evaluation";

// Tells people apart, with no download: "rank 1" is how often the person is found among all by the image alone.
using var recognizer = SyntheticFaceNetwork.LoadEmbedded();
var builder = new GlGanBuilder()
    .UseDevice("cpu")
    .UseSyntheticFaces(seed: 1)
    .UseEvaluation(new() { Metrics = [ImageMetric.Psnr, ImageMetric.Ssim, ImageMetric.Identity(recognizer)], Recognizers = [new("embedded", recognizer)] });
var model = args.ElementAtOrDefault(2);
if (model is null) builder.UsePreset("tiny").WithImages(1000);
else builder.UseModel(model);
using var session = builder.Build();
if (model is null)
{
    Console.WriteLine("training a small model...");
    session.Train();
}

var result = session.Evaluate(persons);
List<string> lines = ["subject,yaw,psnr,ssim,identity,rank1"];
foreach (var subject in result.Subjects)
{
    Console.WriteLine($"{subject.Name,-10} {"yaw",4} {"PSNR",7} {"SSIM",7} {"identity",9} {"rank 1",7}");
    foreach (var bin in subject.Bins.Append(subject.All))
    {
        double[] scores = [bin.Means["psnr"], bin.Means["ssim"], bin.Means["identity"], bin.Identification[1]];
        Console.WriteLine($"{"",-10} {bin.Bin,4} {scores[0],7:F2} {scores[1],7:F3} {scores[2],9:F3} {scores[3],7:P0}");
        lines.Add(string.Join(',', [subject.Name, bin.Bin, .. scores.Select(score => score.ToString("G6", CultureInfo.InvariantCulture))]));
    }
}

Directory.CreateDirectory(folder);
File.WriteAllLines(Path.Combine(folder, "scores.csv"), lines);

// One person, turned: the view above, what the model makes of it below.
var faces = new SyntheticFaces(seed: 1);
SyntheticFace[] views = [.. EvaluationSet.StandardYaws.Select(yaw => faces.Render(20, faces.View(20, 0) with { Yaw = yaw, Pitch = 0 }, 128))];
var made = session.Synthesizer.Synthesize([.. views.Select(view => new SynthesisRequest(view.Image, view.Landmarks))]);
var cells = views.Select(view => view.Image).Concat(made.Select(image => Resampler.Resize(image, 128, 128)));
ImageFile.Save(Path.Combine(folder, "yaws.png"), ImageGrid.Compose([.. cells], columns: views.Length), source: DigitalSource.TrainedAlgorithmicMedia);
Console.WriteLine($"wrote scores.csv and yaws.png to {folder}");
return 0;
