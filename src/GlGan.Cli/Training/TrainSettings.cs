using System.Text.Json;
using GlGan.Foundation;
using GlGan.Pairs;
using GlGan.Training;

namespace GlGan.Cli.Training;

/// <summary>
/// Everything <c>glgan train</c> can be told but where the results go: written as <c>train.json</c> beside them, and read again by <c>--resume</c>
/// or <c>--options</c>.
/// </summary>
internal sealed record TrainSettings
{
    internal const string FileName = "train.json";

    internal const string DefaultPreset = "small";

    private const int TicksBetweenCheckpoints = 10;

    public TrainData Data { get; init; } = new();

    public TrainingRecipe Recipe { get; init; } = GlGanPreset.Named(DefaultPreset).Recipe;

    public CheckpointOptions Checkpoints { get; init; } = new() { MeasureEveryImages = 10_000, BestBy = "perceptual" };

    public int Workers { get; init; } = new BatchLoaderOptions().Workers;

    public bool TensorBoard { get; init; }

    /// <summary>The settings of a file.</summary>
    /// <exception cref="FormatException">The file is no settings file.</exception>
    internal static TrainSettings Read(string file)
    {
        UserFile.Require(file);
        try
        {
            // As text: editors and shells begin a file with the mark of its byte order, which is no JSON.
            return JsonSerializer.Deserialize<TrainSettings>(File.ReadAllText(file), RecipeJson.Options()) ?? throw new JsonException("it is empty");
        }
        catch (Exception problem) when (problem is JsonException or NotSupportedException)
        {
            throw new FormatException($"'{file}' is no settings file of this version's glgan train: {PlainText.Describe(problem)}", problem);
        }
    }

    /// <summary>Writes the settings beside the results; the file is complete or absent.</summary>
    internal void Keep(string folder) => AtomicFile.Write(Path.Combine(folder, FileName), JsonSerializer.SerializeToUtf8Bytes(this, RecipeJson.Options()));

    /// <summary>The recipe, reporting often enough for a display: ten steps at a time, and several times between checkpoints.</summary>
    internal TrainingRecipe Displayed() => Recipe with
    {
        TickImages = Math.Max(1, Math.Min(Math.Min(Recipe.TickImages, 10L * Recipe.BatchSize * Recipe.Accumulation), Checkpoints.EveryImages / TicksBetweenCheckpoints)),
    };
}
