using System.Text.Json;
using System.Text.Json.Nodes;
using GlGan.Cli.Faces;
using GlGan.Datasets;
using GlGan.Faces;
using GlGan.Pairs;
using GlGan.Rendering;
using GlGan.Synthesis;
using GlGan.Training;

namespace GlGan.Cli.Training;

/// <summary>What a run trains on: it is the same when the run is resumed.</summary>
internal sealed record TrainData
{
    internal const string Synthetic = "synthetic";

    private const int SyntheticPhotos = 100_000;

    /// <summary>A folder, archive or pack, or <see cref="Synthetic"/>.</summary>
    public string? Path { get; init; }

    /// <summary>What is learnt from it.</summary>
    public ModelPurpose Task { get; init; } = ModelPurpose.Region;

    public string? Format { get; init; }

    public string? Split { get; init; }

    public IReadOnlyList<string> Classes { get; init; } = [];

    public IReadOnlyList<string> Attributes { get; init; } = [];

    /// <summary>Share that is held out to measure by; <see langword="null"/> for none.</summary>
    public double? HoldOut { get; init; }

    public bool Subset { get; init; }

    /// <summary>File with the landmarks of the images; <see langword="null"/> for those of the dataset.</summary>
    public string? Landmarks { get; init; }

    /// <summary>What finds faces in plain images.</summary>
    public string Detector { get; init; } = Detectors.Automatic;

    public int MaxDamaged { get; init; } = new AlignmentOptions().MaxDamaged;

    /// <summary>Photos of rendered people.</summary>
    internal static IFaceDataset Photos(FaceFraming framing, ulong seed) =>
        new SyntheticDataset(new SyntheticFaces(seed), new() { Count = SyntheticPhotos, ImageSize = framing.ImageSize, Template = framing.Template });

    /// <summary>The same data for a process that runs in another folder.</summary>
    internal TrainData WithFullPaths() => Path is null or Synthetic ? this : this with
    {
        Path = System.IO.Path.GetFullPath(Path),
        Landmarks = Landmarks is null ? null : System.IO.Path.GetFullPath(Landmarks),
        Detector = File.Exists(Detector) ? System.IO.Path.GetFullPath(Detector) : Detector,
    };

    /// <summary>What differs from the data a run was started with, one line each.</summary>
    internal IEnumerable<string> DifferencesFrom(TrainData before)
    {
        var (old, now) = (AsJson(before), AsJson(this));
        return now.Where(entry => !JsonNode.DeepEquals(entry.Value, old[entry.Key]))
            .Select(entry => $"{entry.Key}: {old[entry.Key]?.ToJsonString() ?? "none"} before, {entry.Value?.ToJsonString() ?? "none"} now");

        static JsonObject AsJson(TrainData data) => JsonSerializer.SerializeToNode(data, RecipeJson.Options())!.AsObject();
    }

    /// <summary>Opens the dataset; <see langword="null"/> where pairs are rendered without one.</summary>
    /// <exception cref="ArgumentException">There is nothing to train on, or not for this task.</exception>
    internal IFaceDataset? Open(FaceFraming framing, ulong seed, CancellationToken stop)
    {
        if (Path is null) throw new ArgumentException("Say what to train on: --data with a dataset, or --data synthetic for rendered faces.");
        if (Path == Synthetic)
        {
            return Task switch
            {
                ModelPurpose.Frontal => null,
                ModelPurpose.Region or ModelPurpose.Swap => Photos(framing, seed),
                _ => throw new ArgumentException($"--task {Task.ToString().ToLowerInvariant()} needs --data with a dataset."),
            };
        }

        if (Task == ModelPurpose.Frontal) throw new ArgumentException($"--task frontal needs several views of each person: use --data {Synthetic}.");
        return Open(HoldOut is null ? Split : Split ?? "train", stop);
    }

    /// <summary>Opens what is held out of the dataset; <see langword="null"/> where nothing is.</summary>
    internal IFaceDataset? OpenHeldOut(CancellationToken stop) => HoldOut is null || Path is null or Synthetic ? null : Open("val", stop);

    private IFaceDataset Open(string? split, CancellationToken stop) =>
        PlainPhotos.WithFaces(
            DatasetFormats.Open(Path!, Format, new DatasetOptions { Split = split, Classes = Classes, Attributes = Attributes, HoldOut = HoldOut, Subset = Subset, Landmarks = Landmarks }), Detector, stop);

    /// <summary>The pairs of the opened dataset, or of rendered people.</summary>
    internal FacePairs Pairs(IFaceDataset? dataset, FaceFraming framing, ulong seed) =>
        dataset is null ? FacePairs.OfRendered(new SyntheticFaces(seed), framing) : FacePairs.OfDataset(dataset, framing, Task, seed, MaxDamaged);
}
