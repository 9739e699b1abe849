#:project ../../src/GlGan.Core/GlGan.Core.csproj
#:property PublishAot=false
#:property UsesLibTorch=true

// Writes a loss, that edges be as in the target, and a metric that tells whether it did any good: two trainings, without it and with it.
//   dotnet run -c Release samples/apps/04-custom-loss.cs -- custom-loss 1000 50

using System.Globalization;
using GlGan;
using GlGan.Evaluation;
using GlGan.Imaging;
using GlGan.Losses;
using GlGan.Rendering;
using GlGan.Synthesis;
using TorchSharp;
using static TorchSharp.torch;

const string Usage = """
    usage: 04-custom-loss.cs [FOLDER] [IMAGES] [WEIGHT]
      FOLDER  where edges.png goes; custom-loss unless given
      IMAGES  faces for each of the two trainings; 1000 unless given
      WEIGHT  of the loss, beside 100 for the pixels; 50 unless given
    """;
double weight = 50;
if (args.Length > 3 || !long.TryParse(args.ElementAtOrDefault(1) ?? "1000", out var images) || images < 2
    || (args.Length == 3 && !double.TryParse(args[2], NumberStyles.Float, CultureInfo.InvariantCulture, out weight)) || weight < 0 || args.Contains("--help"))
{
    Console.WriteLine(Usage);
    return args.Contains("--help") ? 0 : 2;
}

var folder = args.ElementAtOrDefault(0) ?? "custom-loss";
var faces = new SyntheticFaces(seed: 1);
SyntheticFace[] photos = [.. Enumerable.Range(0, 4).Select(person => faces.Render(person, faces.View(person, 0) with { Yaw = 30 }, 128))];

var without = Train("without", builder => builder);
var with = Train("with", builder => builder.AddLoss(new EdgeLoss(), weight));

var cells = Enumerable.Range(0, photos.Length).SelectMany(i => new[] { photos[i].Image, without[i], with[i], faces.Render(i, FaceView.Frontal, 128).Image });
var picture = ImageGrid.Compose([.. cells.Select(image => Resampler.Resize(image, 128, 128))], columns: 4);
ImageFile.Save(Path.Combine(folder, "edges.png"), picture, source: DigitalSource.TrainedAlgorithmicMedia);
Console.WriteLine($"wrote edges.png to {folder}: the view, without the loss, with it, the truth");
return 0;

IReadOnlyList<ImageBuffer> Train(string name, Func<GlGanBuilder, GlGanBuilder> change)
{
    // How far the output is from being as sharp as the truth: 0 is just as sharp, too blurred and too noisy are both above.
    var sharpness = new ImageMetric("sharpness_error", false, (made, targets) => [.. made.Images.Zip(targets.Images, (image, target) => Math.Abs(Steps(image) / Steps(target) - 1))]);
    var builder = new GlGanBuilder()
        .UsePreset("tiny")
        .UseSyntheticFaces(seed: 1)
        .WithImages(images)
        .UseEvaluation(new() { Metrics = [ImageMetric.Psnr, ImageMetric.Ssim, sharpness] });
    using var session = change(builder).Build();
    session.Train();
    var means = session.Evaluate(count: 8).Output.All.Means;
    Console.WriteLine($"{name,-8}  {string.Join("  ", means.Select(mean => $"{mean.Key} {mean.Value:F3}"))}");
    return session.Synthesizer.Synthesize([.. photos.Select(photo => new SynthesisRequest(photo.Image, photo.Landmarks))]);
}

// Mean step between neighbours in a row, in grey levels.
static double Steps(ImageBuffer image) => Enumerable.Range(3, image.Pixels.Length - 3).Average(i => Math.Abs(image.Pixels[i] - image.Pixels[i - 3]));

/// <summary>Mean absolute difference between the edges of output and target, down and across: steps between neighbouring pixels, in [-2, 2].</summary>
internal sealed class EdgeLoss : IGeneratorLoss
{
    public string Name => "edges";

    public Tensor Compute(GeneratorLossContext context)
    {
        // All but the result is freed; and numbers are held, not written into operators: see IAdversarialLoss.
        using var scope = NewDisposeScope();
        using var one = 1L.ToScalar();
        return Difference(context, axis: 2).add(Difference(context, axis: 3), one).MoveToOuterDisposeScope();
    }

    private static Tensor Difference(GeneratorLossContext context, int axis) =>
        nn.functional.l1_loss(Edges(context.Output.Image, axis), Edges(context.Target, axis));

    private static Tensor Edges(Tensor image, int axis) =>
        image.narrow(axis, 1, image.shape[axis] - 1) - image.narrow(axis, 0, image.shape[axis] - 1);
}
