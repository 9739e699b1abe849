using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GlGan.Training;

namespace GlGan.Fuzz.Targets;

/// <summary>Damaged states of checkpoints whose checksums are right all the same.</summary>
internal sealed class CheckpointStateTarget : IFuzzTarget
{
    private static readonly TrainingRecipe Recipe = GlGanPreset.Tiny.Recipe;

    public string Name => "checkpoint-state";

    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        JsonSerializer.SerializeToUtf8Bytes(
            new CheckpointState
            {
                Version = CheckpointState.CurrentVersion,
                Library = "0.1.0",
                TorchSharp = "0.107.0",
                Images = 640,
                Steps = 80,
                ImagesAtTick = 600,
                Elapsed = TimeSpan.FromSeconds(3.5),
                Threads = 2,
                Position = 640,
                Rollbacks = 1,
                Losses = new Dictionary<string, LossSum> { ["pixel"] = default },
                Scores = new Dictionary<string, MeasuredScore> { ["psnr"] = new(21.5, true) },
                MeasuredAt = 640,
                Recipe = RecipeJson.Node(Recipe),
                Networks = ["GlGanGenerator", "PatchDiscriminator"],
            },
            CheckpointJson.Default.CheckpointState),
    ];

    public IReadOnlyList<Type> Refusals { get; } = [typeof(CheckpointException)];

    public void Run(byte[] input, string file)
    {
        var folder = Directory.CreateDirectory(file + ".checkpoint").FullName;
        File.WriteAllBytes(Path.Combine(folder, "state.json"), input);
        File.WriteAllText(Path.Combine(folder, "SHA256SUMS"), $"{Convert.ToHexStringLower(SHA256.HashData(input))}  state.json\n", Encoding.ASCII);
        var state = CheckpointStore.Verify(folder);
        GC.KeepAlive(RecipeJson.Differences(state.Recipe, RecipeJson.Node(Recipe), ("", "")).ToArray());
        GC.KeepAlive(new TrainingProgress(Recipe, TimeProvider.System, state).Remaining);
    }
}
